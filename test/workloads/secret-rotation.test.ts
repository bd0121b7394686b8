import { Duration } from 'cdk8s';
import { SecretRef, type CapabilitiesProps, type PodProps } from 'seaworthy';
import { only, problems } from '../rendering';
import { WORKLOADS } from './all-workloads';

const GOES_ON = ['Deployment', 'StatefulSet'];
const secrets = {
  secrets: [SecretRef.env('KEY', 'prod/key')],
  secretStore: { kind: 'ClusterSecretStore', name: 'vault' },
} as const;
const care = { secretOwner: 'team-shop', secretRotation: { every: Duration.days(30), overlap: Duration.hours(2) } };
const offers: CapabilitiesProps = {
  customResources: ['external-secrets.io/v1', 'keda.sh/v1alpha1'],
};

describe.each(WORKLOADS)('the secrets of a %s', (_name, kind, _path, make) => {
  test('have the owner and the rotation that it names', () => {
    expect(only('ExternalSecret', (chart) => make({ ...secrets, ...care })(chart)).metadata).toMatchObject({
      annotations: {
        'secrets.seaworthy.dev/owner': 'team-shop',
        'secrets.seaworthy.dev/rotated-every-seconds': '2592000',
        'secrets.seaworthy.dev/overlap-seconds': '7200',
        'secrets.seaworthy.dev/age-limit-seconds': String(2_592_000 + 7200),
      },
    });
    const plain = only('ExternalSecret', (chart) => make(secrets)(chart));
    expect(plain.metadata).not.toHaveProperty('annotations');
  });

  test('start pods that go on again when they are rotated, and only then', () => {
    const reload = (props: object) =>
      only(kind, (chart) => make({ ...secrets, ...props })(chart)).metadata as {
        readonly annotations?: Readonly<Record<string, string>>;
      };
    const restarting = { 'secret.reloader.stakater.com/reload': 'shop-api-secrets' };
    expect(reload(care).annotations ?? {}).toEqual(
      GOES_ON.includes(kind) ? restarting : expect.not.objectContaining(restarting),
    );
    expect(reload({ secretOwner: 'team-shop' }).annotations ?? {}).not.toHaveProperty([
      'secret.reloader.stakater.com/reload',
    ]);
  });

  test('are refused a restart that the cluster would never make', () => {
    const found = (given: CapabilitiesProps) => problems((chart) => make({ ...secrets, ...care })(chart), given);
    expect(found({ ...offers, reloader: true })).toEqual([]);
    expect(found(offers)).toEqual(
      GOES_ON.includes(kind)
        ? [
            "[shop/api/Secret] the restart when Secret 'shop-api-secrets' changes needs Reloader, which environment 'test' does not declare; install it and set capabilities.reloader",
          ]
        : [],
    );
  });

  test('are read again every hour, or as often as it says', () => {
    const interval = (props: object) =>
      only('ExternalSecret', (chart) => make({ ...secrets, ...props })(chart)).spec['refreshInterval'];
    expect(interval({})).toBe('3600s');
    expect(interval({ secretRefreshInterval: Duration.minutes(5) })).toBe('300s');
  });

  test('are refused an owner, a rotation and a refresh where there are none', () => {
    expect(problems((chart) => make({ ...care, secretRefreshInterval: Duration.minutes(5) })(chart))).toEqual(
      ['secretOwner', 'secretRotation', 'secretRefreshInterval'].map((prop): unknown =>
        expect.stringContaining(`[shop/api] ${prop} is for secrets, and there are none`),
      ),
    );
  });

  test('are refused in the words of the workload: overlap, refresh, owner, store and the secrets themselves', () => {
    const overlap = { secretRotation: { every: Duration.days(30), overlap: Duration.hours(1) } };
    const found = (props: Partial<PodProps>) =>
      problems((chart) => make({ ...secrets, ...props })(chart)).map((line) => line.split(';')[0]);
    expect(problems((chart) => make({ ...secrets, ...overlap })(chart))).toEqual([
      "[shop/api] secretRotation.overlap '3600s' ends before every pod has the new value; allowed: at least 4500s: " +
        'secretRefreshInterval (3600s) and secretRotation.restart (900s); keep the old value longer, or shorten secretRefreshInterval',
    ]);
    expect(found({ ...overlap, secretRefreshInterval: Duration.minutes(5) })).toEqual([]);
    expect(found({ ...overlap, secretRefreshInterval: Duration.seconds(0) })).toEqual([
      "[shop/api] secretRefreshInterval '0s' reads the values once and never again, and secretRotation says that they change",
    ]);
    expect(
      found({
        secretOwner: ' ',
        secretStore: { kind: 'SecretStore', name: 'Vault' },
        secrets: [SecretRef.env('KEY', '')],
        secretRefreshInterval: Duration.millis(1500),
      }),
    ).toEqual([
      "[shop/api] secretStore.name 'Vault' is not a valid DNS name",
      "[shop/api] secrets[0].remoteKey '' names no secret for KEY",
      "[shop/api] secretOwner ' ' names nobody",
      "[shop/api] secretRefreshInterval '1.5s' cannot be written in whole seconds",
    ]);
  });
});

import { Duration } from 'cdk8s';
import { SecretRef, type CapabilitiesProps } from 'seaworthy';
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

  test('are refused an owner and a rotation where there are none', () => {
    expect(problems((chart) => make(care)(chart))).toEqual([
      expect.stringContaining('secretOwner is for secrets, and there are none'),
      expect.stringContaining('secretRotation is for secrets, and there are none'),
    ]);
  });

  test('are refused an overlap that ends before every pod has the new value, and an owner that is nobody', () => {
    const wrong = { secretOwner: ' ', secretRotation: { every: Duration.days(30), overlap: Duration.hours(1) } };
    expect(problems((chart) => make({ ...secrets, ...wrong })(chart))).toEqual([
      expect.stringContaining("owner ' ' names nobody"),
      expect.stringContaining("rotation.overlap '3600s' ends before every pod has the new value"),
    ]);
  });
});

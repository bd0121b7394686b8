import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { AwsSecretStore, SecretRef, type ExtraContainer, type PodProps } from 'seaworthy';
import { build, objects, objectsOf, problems } from '../rendering';
import { templateOf, WORKLOADS } from './all-workloads';

const RESTRICTED = {
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};
const extra = (props: Partial<ExtraContainer> = {}): ExtraContainer => ({
  name: 'proxy',
  image: 'ghcr.io/acme/proxy:2.0.0',
  resources: { cpu: Cpu.millis(50), memory: Size.mebibytes(64) },
  ...props,
});

describe.each(WORKLOADS)('the pods of a %s', (_name, kind, path, make) => {
  const template = (props: Partial<PodProps> = {}) => templateOf(kind, path, make(props));
  const pod = (props: Partial<PodProps> = {}) => template(props)?.spec;
  const main = (props: Partial<PodProps> = {}) => pod(props)?.containers?.[0];

  test('are restricted, without a token, and run as user 10001', () => {
    expect(pod()?.automountServiceAccountToken).toBe(false);
    expect(pod()?.serviceAccountName).toBe('shop-api');
    expect(pod()?.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      fsGroup: 10001,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(main()?.securityContext).toEqual(RESTRICTED);
  });

  test('by default write to /tmp, and have no command, init containers, pull secrets or annotations', () => {
    expect(pod()?.volumes).toContainEqual({ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } });
    expect(main()).not.toHaveProperty('command');
    for (const field of ['initContainers', 'imagePullSecrets', 'nodeSelector', 'affinity', 'priorityClassName'])
      expect(pod()).not.toHaveProperty(field);
    expect(template()?.metadata).not.toHaveProperty('annotations');
  });

  test('have a NetworkPolicy that selects them', () => {
    const policy = objects((chart) => void make()(chart)).find((object) => object.kind === 'NetworkPolicy');
    expect(policy?.spec.podSelector?.matchLabels).toEqual({ 'app.kubernetes.io/name': 'shop-api' });
    expect(template()?.metadata?.labels).toMatchObject({ 'app.kubernetes.io/name': 'shop-api' });
  });

  test('run what they are told, as whom they are told, pulled with what they are told', () => {
    const props = { command: ['/bin/a'], args: ['--b'], user: 65532, imagePullSecrets: ['registry'] };
    expect(main(props)).toMatchObject({ command: ['/bin/a'], args: ['--b'] });
    expect(pod(props)).toMatchObject({
      securityContext: { runAsUser: 65532, runAsGroup: 65532, fsGroup: 65532 },
      imagePullSecrets: [{ name: 'registry' }],
    });
  });

  test('read config files, and are restarted when one changes', () => {
    const props = (content: string) => ({ configFiles: [{ directory: '/etc/app', files: { 'app.yaml': content } }] });
    const rendered = objects((chart) => void make(props('a: 1\n'))(chart));
    expect(rendered.find((object) => object.kind === 'ConfigMap')).toMatchObject({
      metadata: { name: 'shop-api-etc-app', namespace: 'shop' },
      data: { 'app.yaml': 'a: 1\n' },
    });
    expect(pod(props(''))?.volumes).toContainEqual({ name: 'etc-app', configMap: { name: 'shop-api-etc-app' } });
    expect(main(props(''))?.volumeMounts).toContainEqual({ name: 'etc-app', mountPath: '/etc/app', readOnly: true });
    const hash = (content: string) => template(props(content))?.metadata?.annotations?.['checksum/config'];
    expect(hash('a: 1\n')).not.toEqual(hash('a: 2\n'));
  });

  test('read projected files and tokens, and nothing that was not asked for', () => {
    const props: Partial<PodProps> = {
      projectedFiles: [{ directory: '/etc/tls', files: [{ file: 'tls.crt', secret: 'tls', key: 'tls.crt' }] }],
      serviceAccountTokens: [{ audience: 'vault' }],
    };
    expect(pod(props)?.volumes).toEqual(
      expect.arrayContaining([
        {
          name: 'etc-tls',
          projected: { sources: [{ secret: { name: 'tls', items: [{ key: 'tls.crt', path: 'tls.crt' }] } }] },
        },
        {
          name: 'var-run-secrets-tokens',
          projected: {
            sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 3600, audience: 'vault' } }],
          },
        },
      ]),
    );
    expect(pod(props)?.automountServiceAccountToken).toBe(false);
  });

  test('start sidecars first, then init containers, all as restricted as the main one', () => {
    const early = pod({
      initContainers: [extra({ name: 'wait' })],
      sidecars: [{ ...extra(), port: 15021, health: { readyPath: '/ready' } }],
    })?.initContainers as unknown as readonly Record<string, unknown>[];
    expect(early.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([
      ['proxy', 'Always'],
      ['wait', undefined],
    ]);
    for (const { securityContext } of early) expect(securityContext).toEqual(RESTRICTED);
    expect(early[0]).toMatchObject({
      ports: [{ containerPort: 15021, protocol: 'TCP' }],
      startupProbe: { httpGet: { path: '/ready', port: 15021 } },
    });
    expect(early[1]).not.toHaveProperty('startupProbe');
  });

  test('share folders and secrets with the containers that name them', () => {
    const app = build((chart) => {
      const secretStore = new AwsSecretStore(chart, 'Store', { namespace: 'shop', region: 'eu-west-1' });
      const secrets = [SecretRef.env('URL', 'prod/db', 'url'), SecretRef.env('KEY', 'prod/key')];
      const writablePaths = [{ path: '/var/log/app' }];
      const shipper = extra({
        sharedPaths: ['/var/log/app'],
        secretVariables: ['KEY'],
        writablePaths: [{ path: '/tmp' }],
      });
      make({ secretStore, secrets, writablePaths, sidecars: [shipper] })(chart);
    });
    let template = objectsOf(app).find((object) => object.kind === kind)?.spec;
    for (const field of path) template = template?.[field];
    expect(template?.spec?.initContainers?.[0]).toMatchObject({
      env: [{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'shop-api-secrets', key: 'key' } } }],
      volumeMounts: [
        { name: 'proxy-tmp', mountPath: '/tmp' },
        { name: 'var-log-app', mountPath: '/var/log/app' },
      ],
    });
    expect(template?.spec?.volumes).toContainEqual({ name: 'proxy-tmp', emptyDir: { sizeLimit: '64Mi' } });
  });

  const refused: [title: string, props: Partial<PodProps>, message: string][] = [
    ['root', { user: 0 }, 'user 0 is root, which the restricted profile forbids'],
    ['a user in parts', { user: 1.5 }, 'user 1.5 is not the number of a user'],
    ['a pull secret that is no name', { imagePullSecrets: ['My Key'] }, "imagePullSecrets[0] 'My Key' is not a valid"],
    [
      'config files where it writes',
      { configFiles: [{ directory: '/tmp', files: { a: '' } }] },
      "configFiles[0].directory '/tmp' would share a volume with writablePaths[0].path",
    ],
    [
      'two containers of one name',
      { initContainers: [extra()], sidecars: [extra()] },
      "sidecars[0].name 'proxy' is the name of another container of the pod",
    ],
    [
      'a container named like the main one',
      { sidecars: [extra({ name: 'shop-api' })] },
      "sidecars[0].name 'shop-api' is the name of another container of the pod",
    ],
    [
      'a shared folder that is none',
      { sidecars: [extra({ sharedPaths: ['/var'] })] },
      "sidecars[0].sharedPaths '/var' is no folder that is mounted in the main container; allowed: /tmp",
    ],
    [
      'a folder that is shared and its own',
      { sidecars: [extra({ sharedPaths: ['/tmp'], writablePaths: [{ path: '/tmp' }] })] },
      "sidecars[0].sharedPaths '/tmp' is a folder of its own too",
    ],
    [
      'a secret that the workload has not',
      { initContainers: [extra({ secretVariables: ['KEY'] })] },
      "initContainers[0].secretVariables 'KEY' is no secret of the workload; allowed: none",
    ],
    [
      'an image that moves',
      { initContainers: [extra({ image: 'busybox' })] },
      "initContainers[0].image 'busybox' has neither tag nor digest",
    ],
    [
      'health without a port',
      { sidecars: [{ ...extra(), health: {} }] },
      'sidecars[0].port is missing, which sidecars[0].health is asked on',
    ],
    ['no architecture', { placement: { architectures: [] } }, 'placement.architectures is empty'],
  ];

  test.each(refused)('rejects %s', (_title, props, message) => {
    const found = problems((chart) => void make(props)(chart));
    expect(found).toContainEqual(expect.stringContaining(message));
    for (const line of found) expect(line).toMatch(/^\[shop\/api/);
  });

  test('rejects sidecars on a cluster that would run them as init containers', () => {
    const found = problems((chart) => void make({ sidecars: [extra()] })(chart), { kubernetes: '1.28' });
    expect(found).toContainEqual(expect.stringContaining('sidecars needs Kubernetes 1.29 or newer'));
  });
});

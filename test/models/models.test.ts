import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { App, Chart, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { AwsSecretStore, SecretRef, type PodProps } from 'seaworthy';
import { render } from 'seaworthy/synth';
import { buildExample, CONSTRUCTS, exampleNames } from '../../commands/docs/construct-pages';
import { compose } from '../../systems/compose';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { SYSTEM_NAMES } from '../../systems/systems';
import { ROOT } from '../architecture/source-files';
import { WORKLOADS } from '../workloads/all-workloads';

/** Every option that all workloads have for their pods. */
function everyOption(chart: Chart): Partial<PodProps> {
  const extra = {
    image: 'ghcr.io/acme/proxy:2.0.0',
    resources: { cpu: Cpu.millis(50), memory: Size.mebibytes(64) },
    command: ['/proxy'],
    environment: { LEVEL: 'info' },
    secretVariables: ['KEY'],
    writablePaths: [{ path: '/run' }],
    sharedPaths: ['/tmp'],
  };
  return {
    command: ['/bin/a'],
    args: ['--b'],
    environment: { A: '1' },
    secrets: [SecretRef.env('KEY', 'prod/key')],
    secretStore: new AwsSecretStore(chart, 'Store', { namespace: 'shop', region: 'eu-west-1' }),
    configFiles: [{ directory: '/etc/app', files: { 'app.yaml': 'a: 1\n' } }],
    projectedFiles: [
      {
        directory: '/etc/more',
        files: [
          { file: 'tls.crt', secret: 'tls', key: 'tls.crt' },
          { file: 'flags', configMap: 'flags', key: 'all' },
          { file: 'labels', field: 'metadata.labels' },
        ],
      },
    ],
    serviceAccountTokens: [{}, { audience: 'vault' }],
    writablePaths: [
      { path: '/tmp', keptOn: 'memory' },
      { path: '/scratch', keptOn: 'volume', sizeLimit: Size.gibibytes(1), storageClass: 'gp3' },
    ],
    initContainers: [{ ...extra, name: 'wait' }],
    sidecars: [{ ...extra, name: 'proxy', port: 15021, health: { probe: 'grpc', liveService: 'live' } }],
    placement: {
      nodeLabels: { pool: 'general' },
      preferredNodeLabels: { 'karpenter.sh/capacity-type': 'spot' },
      architectures: ['arm64'],
      tolerations: [{ key: 'dedicated', value: 'shop', effect: 'NoSchedule' }, { key: 'spot' }],
      overZones: 'hard',
      overNodes: 'hard',
      priorityClass: 'high',
    },
    imagePullSecrets: ['registry'],
    user: 65532,
  };
}

/** What the models' validators say of manifests. */
function validated(manifests: readonly object[]): string[] {
  const validator = join(__dirname, 'validate.mjs');
  return JSON.parse(
    execFileSync(process.execPath, [validator], { input: JSON.stringify(manifests), encoding: 'utf8' }),
  ) as string[];
}

describe('the models of Kubernetes and its operators', () => {
  test.each(ENVIRONMENT_NAMES)('accept every object of every system in %s', (environment) => {
    const manifests = render(compose({ environment, systems: SYSTEM_NAMES }));
    expect(manifests.length).toBeGreaterThan(0);
    expect(validated(manifests)).toEqual([]);
  });

  test('accept every object of every page of a construct', () => {
    const names = exampleNames(ROOT);
    const manifests = names.flatMap((name) => {
      const app = new App();
      buildExample(app, name, jest.requireActual(join(ROOT, CONSTRUCTS, name)));
      return render(app);
    });
    expect(manifests.length).toBeGreaterThan(names.length);
    expect(validated(manifests)).toEqual([]);
  });

  test.each(WORKLOADS)('accept a %s that uses every option of its pods', (_name, _kind, _path, make) => {
    const app = new App();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    make(everyOption(chart))(chart);
    // what it refers to is elsewhere
    expect(validated(render(app, { checks: false }))).toEqual([]);
  });

  test('refuse what they should: the judge is awake', () => {
    const wrong = [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'a' },
        spec: { replicas: 'many', selector: {}, template: {} },
      },
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'SecretStore',
        metadata: { name: 'b' },
        spec: { provider: { aws: { service: 'Drawer', region: 'x' } } },
      },
    ];
    expect(validated(wrong)).toEqual([
      expect.stringContaining('Deployment/a'),
      expect.stringContaining('SecretStore/b'),
    ]);
  });
});

import { Duration, Size, type Chart } from 'cdk8s';
import { StatefulService, type StatefulServiceProps } from 'seaworthy';
import { objects, only, problems } from '../rendering';
import { POD } from './all-workloads';

const REQUIRED: StatefulServiceProps = {
  ...POD,
  port: 9200,
  replicas: 3,
  volumes: [{ path: '/var/lib/search', size: Size.gibibytes(50) }],
};
const service =
  (props: Partial<StatefulServiceProps> = {}) =>
  (chart: Chart) =>
    new StatefulService(chart, 'search', { ...REQUIRED, ...props });
const specOf = (props: Partial<StatefulServiceProps> = {}) => only('StatefulSet', service(props)).spec;

describe('StatefulService', () => {
  test('its pods have names by a Service without an address', () => {
    expect(only('Service', service()).spec).toEqual({
      clusterIP: 'None',
      selector: { 'app.kubernetes.io/name': 'shop-search' },
      ports: [{ name: 'tcp', port: 9200, targetPort: 'tcp', protocol: 'TCP' }],
    });
    expect(specOf().serviceName).toBe('shop-search');
  });

  test('defaults: one after another, volumes are kept whatever happens, three pods as written', () => {
    expect(specOf()).toMatchObject({
      replicas: 3,
      podManagementPolicy: 'OrderedReady',
      updateStrategy: { type: 'RollingUpdate' },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
    });
    expect(specOf()).not.toHaveProperty('minReadySeconds');
  });

  test('each pod has a volume of its own, for itself, of the default class', () => {
    expect(specOf().volumeClaimTemplates).toEqual([
      {
        metadata: { name: 'var-lib-search' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '50Gi' } } },
      },
    ]);
    expect(specOf().template?.spec?.containers?.[0]?.volumeMounts).toEqual([
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'var-lib-search', mountPath: '/var/lib/search' },
    ]);
  });

  test('by default a connection tells that it is ready, and nothing restarts it', () => {
    const container = specOf().template?.spec?.containers?.[0];
    expect(container?.readinessProbe?.tcpSocket).toEqual({ port: 'tcp' });
    expect(container).not.toHaveProperty('livenessProbe');
  });

  test('it leaves the endpoints before it ends', () => {
    const pod = specOf().template?.spec;
    expect(pod?.containers?.[0]?.lifecycle).toEqual({ preStop: { sleep: { seconds: 10 } } });
    expect(pod?.terminationGracePeriodSeconds).toBe(35);
  });

  test('its pods are spread without a revision, which a StatefulSet replaces in place', () => {
    const [zone] = (specOf().template?.spec?.topologySpreadConstraints ?? []) as unknown as object[];
    expect(zone).not.toHaveProperty('matchLabelKeys');
  });

  test('every option reaches its field', () => {
    const props: Partial<StatefulServiceProps> = {
      volumes: [
        { path: '/data', size: Size.gibibytes(1), storageClass: 'gp3', accessMode: 'ReadWriteOncePod' as const },
      ],
      volumeRetention: { whenDeleted: 'Delete', whenScaled: 'Delete' },
      podManagement: 'Parallel',
      minReady: Duration.seconds(30),
      publishNotReadyAddresses: true,
    };
    expect(specOf(props)).toMatchObject({
      podManagementPolicy: 'Parallel',
      minReadySeconds: 30,
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' },
      volumeClaimTemplates: [{ spec: { storageClassName: 'gp3', accessModes: ['ReadWriteOncePod'] } }],
    });
    expect(only('Service', service(props)).spec.publishNotReadyAddresses).toBe(true);
  });

  test('pods that call each other reach each other, and nobody else does', () => {
    const policy = only('NetworkPolicy', (chart) => {
      const search = service()(chart);
      search.calls(search);
    });
    const own = { 'app.kubernetes.io/name': 'shop-search' };
    expect(policy.spec.ingress?.[0]?.from?.[0]?.podSelector?.matchLabels).toEqual(own);
    expect(policy.spec.egress?.[0]?.to?.[0]?.podSelector?.matchLabels).toEqual(own);
  });

  test('a single pod gets no disruption budget', () => {
    expect(objects(service()).map(({ kind }) => kind)).toContain('PodDisruptionBudget');
    expect(objects(service({ replicas: 1 })).map(({ kind }) => kind)).not.toContain('PodDisruptionBudget');
  });

  const refused: [title: string, props: Partial<StatefulServiceProps>, message: string][] = [
    ['no volume', { volumes: [] }, 'volumes is empty, so the pods keep nothing'],
    ['no pods', { replicas: 0 }, 'replicas 0 is not a number of pods'],
    ['a port that is none', { port: 65536 }, 'port 65536 is not a port'],
    [
      'a volume that holds nothing',
      { volumes: [{ path: '/data', size: Size.mebibytes(0) }] },
      "volumes[0].size '0Gi' holds nothing",
    ],
    [
      'data where scratch is',
      { volumes: [{ path: '/tmp', size: Size.gibibytes(1) }] },
      "volumes[0].path '/tmp' would share a volume with writablePaths[0].path",
    ],
    [
      'a storage class that is no name',
      { volumes: [{ path: '/data', size: Size.gibibytes(1), storageClass: 'GP 3' }] },
      "volumes[0].storageClass 'GP 3' is not a valid DNS name",
    ],
    ['a name too long for a revision', { name: 'n'.repeat(53) }, 'is 53 characters long, and the label of a revision'],
  ];

  test.each(refused)('rejects %s', (_title, props, message) => {
    expect(problems(service(props))).toEqual([expect.stringContaining(message)]);
  });
});

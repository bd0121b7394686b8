import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aggregationFile, makeAggregationKeys } from '../../../sandbox/control-plane/aggregation-keys';
import { components } from '../../../sandbox/control-plane/components';
import { Credentials } from '../../../sandbox/control-plane/credentials';
import { metricsObjects } from '../../../sandbox/control-plane/metrics-objects';
import { portsFrom } from '../../../sandbox/control-plane/ports';

const settings = {
  ports: portsFrom(27000),
  binary: (name: string) => `/bin/${name}`,
  credential: (name: string) => `/credentials/${name}`,
  kubeconfig: { admin: '/admin', controllerManager: '/manager', scheduler: '/scheduler' },
  etcdData: '/etcd',
  stages: ['/stages/a.yaml'],
};
const metrics = { key: (name: string) => `/aggregation/${name}`, usage: ['/usage/a.yaml'] };

/** The arguments of each process, by its name. */
const argumentsOf = (given: Parameters<typeof components>[0]): ReadonlyMap<string, readonly string[]> =>
  new Map(components(given).map(({ name, args }) => [name, args]));

test('without metrics, no process runs and no argument is given for them', () => {
  const plain = argumentsOf(settings);
  expect([...plain.keys()]).not.toContain('metrics-server');
  expect(JSON.stringify([...plain])).not.toMatch(/requestheader|proxy-client|node-ip/);
});

test('with metrics, the server starts last, on loopback, and the API server shows itself to it', () => {
  const all = argumentsOf({ ...settings, metrics });
  expect([...all.keys()].at(-1)).toBe('metrics-server');
  expect(all.get('metrics-server')).toEqual(
    expect.arrayContaining(['--bind-address=127.0.0.1', '--secure-port=27006']),
  );
  expect(all.get('kube-apiserver')).toEqual(
    expect.arrayContaining([
      '--requestheader-client-ca-file=/aggregation/front-proxy-ca.crt',
      '--proxy-client-cert-file=/aggregation/front-proxy-client.crt',
    ]),
  );
});

test('with metrics, kwok is told what pods use, and its nodes lead to it', () => {
  const kwok = argumentsOf({ ...settings, metrics }).get('kwok');
  expect(kwok).toEqual(expect.arrayContaining(['--config=/usage/a.yaml', '--node-ip=127.0.0.1', '--node-port=27005']));
});

test('the service of the metrics API leads to this machine, and its certificate is checked', () => {
  expect(metricsObjects(27006, 'PEM')).toEqual([
    expect.objectContaining({ spec: { type: 'ExternalName', externalName: 'localhost' } }),
    expect.objectContaining({
      metadata: { name: 'v1beta1.metrics.k8s.io' },
      spec: expect.objectContaining({
        service: { name: 'metrics-server', namespace: 'kube-system', port: 27006 },
        caBundle: Buffer.from('PEM').toString('base64'),
      }) as unknown,
    }),
  ]);
});

describe('keys of the aggregation layer', () => {
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'seaworthy-aggregation-'));
    await Credentials.in(join(folder, 'credentials'));
    await makeAggregationKeys(folder);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const verify = (
    authority: string,
    file: 'front-proxy-client.crt' | 'metrics-server.crt',
    ...more: string[]
  ): string =>
    execFileSync('openssl', ['verify', '-CAfile', authority, ...more, aggregationFile(folder, file)], {
      stdio: 'pipe',
    }).toString();

  test('an authority of its own signs for the API server, and the one of the cluster for the metrics server', () => {
    const proxy = aggregationFile(folder, 'front-proxy-ca.crt');
    const cluster = join(folder, 'credentials', 'ca.crt');
    expect(verify(proxy, 'front-proxy-client.crt', '-purpose', 'sslclient')).toContain('OK');
    const name = ['-verify_hostname', 'metrics-server.kube-system.svc'];
    expect(verify(cluster, 'metrics-server.crt', '-purpose', 'sslserver', ...name)).toContain('OK');
    expect(() => verify(cluster, 'front-proxy-client.crt')).toThrow();
  });

  test('each start makes new ones', async () => {
    const before = readFileSync(aggregationFile(folder, 'front-proxy-ca.crt'), 'utf8');
    await makeAggregationKeys(folder);
    expect(readFileSync(aggregationFile(folder, 'front-proxy-ca.crt'), 'utf8')).not.toBe(before);
  });
});

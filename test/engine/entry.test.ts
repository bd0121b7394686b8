import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Duration, Size } from 'cdk8s';
import {
  capabilities,
  CertificateIssuer,
  declareEnvironment,
  EntryGateway,
  HttpEntry,
  type CertificateAuthority,
  type Entry,
  type Exposure,
} from 'seaworthy';
import { render } from 'seaworthy/synth';
import { buildExample, CONSTRUCTS } from '../../commands/docs/construct-pages';
import { Sandbox } from '../../sandbox/sandbox';
import { ROOT } from '../architecture/source-files';
import { ENVOY, HAPROXY, ISTIO, LOAD_BALANCER, offering } from '../parts/network/entries';
import { plainWorkload } from '../plain-workload';

let stateDir: string;
let sandbox: Sandbox;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-entry-'));
  sandbox = await Sandbox.create({ stateDir, ports: 'free' });
  await sandbox.start();
  for (const name of ['shop', 'gateway', 'certificates', 'cert-manager']) await kubectl(['create', 'namespace', name]);
});

afterAll(async () => {
  await sandbox.remove();
  rmSync(stateDir, { recursive: true });
});

async function kubectl(args: string[], input = ''): Promise<string> {
  const { code, stdout, stderr } = await sandbox.kubectl(args, { input });
  if (code !== 0) throw new Error(stderr);
  return stdout + stderr;
}

/** Applies objects server-side, and refuses fields that the schemas of the API server do not have. */
const apply = (items: readonly object[], ...args: string[]): Promise<string> =>
  kubectl(
    ['apply', '--server-side', '--force-conflicts', '--validate=strict', ...args, '-f', '-'],
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
  );

function rendered(entry: Entry, fill: (chart: Chart) => void) {
  const app = new App();
  declareEnvironment(app, { name: 'test', region: 'eu-west-1', capabilities: capabilities(offering(entry)) });
  fill(new Chart(app, 'shop', { namespace: 'shop' }));
  // the workload and its Service are elsewhere
  return render(app, { checks: false });
}

async function expectTaken(objects: readonly object[]): Promise<void> {
  const applied = await apply(objects);
  expect(applied.match(/serverside-applied/g)).toHaveLength(objects.length);
  expect(applied).not.toContain('Warning');
}

const LIMITS: Partial<Exposure> = {
  rateLimit: { requests: 100, per: 'minute' },
  allowFrom: ['203.0.113.0/24', '2001:db8::/32'],
};
const STICKY: Partial<Exposure> = { sticky: { lifetime: Duration.days(7) } };
const HTTP_01: Entry = {
  ...ENVOY,
  hosts: ['www.example.com'],
  issuer: { name: 'le', kind: 'Issuer', challenge: 'http-01' },
};

const exposed = (entry: Entry, exposure: Partial<Exposure>) =>
  rendered(entry, (chart) => {
    new HttpEntry(chart, 'Entry', {
      workload: plainWorkload('api'),
      backends: [{ service: 'api', port: 80 }],
      hosts: ['api.example.com', 'shop.example.org', '*.example.net'],
      paths: ['/', '/v1/users'],
      ...exposure,
    });
  });

test.each(['http-entry', 'entry-gateway'])('the API server takes every object of the example %s', async (name) => {
  const app = new App();
  buildExample(app, name, jest.requireActual(join(ROOT, CONSTRUCTS, name)));
  await expectTaken(render(app));
});

test.each<[title: string, entry: Entry, exposure: Partial<Exposure>]>([
  ['a Gateway of envoy-gateway with all that it can do', ENVOY, { ...LIMITS, ...STICKY, maxBody: Size.mebibytes(10) }],
  ['a Gateway whose issuer asks over HTTP', HTTP_01, { hosts: ['api.example.com'] }],
  ['a Gateway of istio', ISTIO, { ...LIMITS, hosts: ['api.example.com'], paths: ['/v1'] }],
  ['an Ingress controller', HAPROXY, LIMITS],
  ['a load balancer of AWS', LOAD_BALANCER, { allowFrom: ['203.0.113.0/24'], ...STICKY }],
])('the API server takes what is exposed at %s', async (_title, entry, exposure) => {
  await expectTaken(exposed(entry, exposure));
});

test('the API server takes a Gateway that tells Istio of the proxies before it', async () => {
  const objects = rendered(ISTIO, (chart) => {
    new EntryGateway(chart, 'Gateway', { className: 'istio', namespaces: ['shop'], trustedProxies: 1 });
  });
  await expectTaken(objects);
});

test.each<[title: string, namespace: string | undefined, authority: CertificateAuthority]>([
  [
    'Route 53, with a role of its own',
    'shop',
    {
      kind: 'acme',
      email: 'platform@example.com',
      challenges: [
        {
          kind: 'route53',
          region: 'eu-west-1',
          zones: ['example.com'],
          hostedZone: 'Z0123456789ABCDEFGHIJ',
          identity: { serviceAccount: 'dns', role: 'arn:aws:iam::123456789012:role/dns' },
        },
      ],
    },
  ],
  [
    'answers at a Gateway',
    undefined,
    {
      kind: 'acme',
      email: 'platform@example.com',
      challenges: [{ kind: 'gateway', gateway: { name: 'public', namespace: 'gateway' } }],
    },
  ],
  [
    'answers through an Ingress controller',
    undefined,
    { kind: 'acme', email: 'platform@example.com', challenges: [{ kind: 'ingress', className: 'haproxy' }] },
  ],
  ['an authority of our own', undefined, { kind: 'private', secret: 'root-ca' }],
])('the API server takes an issuer by %s, and the Gateway that it signs for', async (_title, namespace, authority) => {
  const objects = rendered(HTTP_01, (chart) => {
    new CertificateIssuer(chart, 'Issuer', { name: 'le', authority, ...(namespace !== undefined && { namespace }) });
    new EntryGateway(chart, 'Gateway', { className: 'envoy', namespaces: ['shop'], trustedProxies: 1 });
  });
  await expectTaken(objects);
});

test.each([
  ['a duration that is none', 'HTTPRoute', { rules: [{ timeouts: { request: '20 s' } }] }, 'should match'],
  ['a path without its slash', 'HTTPRoute', { rules: [{ matches: [{ path: { value: 'api' } }] }] }, "start with '/'"],
  [
    'a listener without its port',
    'ListenerSet',
    { listeners: [{ name: 'a', protocol: 'HTTPS' }] },
    'missing required field "port"',
  ],
  ['a key of no known algorithm', 'Certificate', { privateKey: { algorithm: 'DSA' } }, 'Unsupported value'],
  ['a unit that no rate has', 'BackendTrafficPolicy', { requestBuffer: { limit: 'much' } }, 'Invalid value'],
  ['a field that no policy has', 'SecurityPolicy', { allowList: [] }, 'unknown field'],
])('the judge is awake: %s is refused', async (_title, kind, fields, problem) => {
  const all = exposed(ENVOY, { ...LIMITS, maxBody: Size.mebibytes(1) });
  const object = all.find((candidate) => candidate.kind === kind);
  const spec: unknown = object?.spec;
  await expect(apply([{ ...object, spec: { ...(spec as object), ...fields } }], '--dry-run=server')).rejects.toThrow(
    problem,
  );
});

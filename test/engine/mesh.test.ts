import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { render } from 'seaworthy/synth';
import { buildExample, CONSTRUCTS } from '../../commands/docs/construct-pages';
import { Sandbox } from '../../sandbox/sandbox';
import { ROOT } from '../architecture/source-files';

const EXAMPLES = ['mesh', 'ambient-mesh', 'mesh-certificates', 'external-hosts'];

let stateDir: string;
let sandbox: Sandbox;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-mesh-'));
  sandbox = await Sandbox.create({ stateDir, ports: 'free' });
  await sandbox.start();
  for (const name of ['alerts', 'istio-system', 'istio-egress', 'shop', 'mail'])
    await kubectl(['create', 'namespace', name]);
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

function example(name: string) {
  const app = new App();
  buildExample(app, name, jest.requireActual(join(ROOT, CONSTRUCTS, name)));
  return render(app);
}

test.each(EXAMPLES)('the API server takes every object of the example %s, with the real definitions', async (name) => {
  const objects = example(name);
  const applied = await apply(objects);
  expect(applied.match(/serverside-applied/g)).toHaveLength(objects.length);
  expect(applied).not.toContain('Warning');
});

test('the examples have every kind of the mesh and of external hosts', () => {
  const kinds = new Set(EXAMPLES.flatMap(example).map(({ kind }) => kind));
  expect([...kinds]).toEqual(
    expect.arrayContaining([
      'AuthorizationPolicy',
      'CiliumNetworkPolicy',
      'DestinationRule',
      'EnvoyFilter',
      'Gateway',
      'HTTPRoute',
      'PeerAuthentication',
      'ServiceEntry',
      'Sidecar',
      'VirtualService',
    ]),
  );
});

test.each([
  ['a field that Istio does not have', 'VirtualService', { timeout: '4s' }, 'unknown field'],
  ['a mode of TLS that there is not', 'PeerAuthentication', { mtls: { mode: 'MAYBE' } }, 'Unsupported value'],
  ['a service entry without hosts', 'ServiceEntry', { hosts: [] }, 'should have at least 1 items'],
])('the judge is awake: %s is refused', async (_title, kind, fields, problem) => {
  const object = example('mesh').find((candidate) => candidate.kind === kind);
  const spec: unknown = object?.spec;
  await expect(apply([{ ...object, spec: { ...(spec as object), ...fields } }], '--dry-run=server')).rejects.toThrow(
    problem,
  );
});

test('the judge is awake: a host that Cilium cannot match is refused', async () => {
  const object = example('external-hosts').find(({ kind }) => kind === 'CiliumNetworkPolicy');
  const spec: unknown = object?.spec;
  const egress = [{ toFQDNs: [{ matchName: 'no name at all' }] }];
  await expect(apply([{ ...object, spec: { ...(spec as object), egress } }], '--dry-run=server')).rejects.toThrow(
    'should match',
  );
});

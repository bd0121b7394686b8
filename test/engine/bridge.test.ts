import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sandbox, type Project } from '../../sandbox/sandbox';

const CANARY = 'canary-5f1c';
const UP = ['up', '--yes', '--skip-preview'];

// the engine takes seconds for each command, more on a busy machine
jest.setTimeout(180_000);

let stateDir: string;
let sandbox: Sandbox;
let project: Project;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-bridge-'));
  sandbox = await Sandbox.create({ stateDir, environment: 'dev', ports: 'free' });
  await sandbox.start();
  project = await sandbox.project({
    name: 'bridge',
    main: join(__dirname, 'programs', 'bridge.js'),
    config: { 'bridge:kubeconfig': sandbox.kubeconfig },
  });
});

afterAll(async () => {
  await sandbox.remove();
  rmSync(stateDir, { recursive: true, force: true });
});

/** Runs the engine; its whole output stands in the error when it fails. */
async function pulumi(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await project.pulumi(args);
  if (code !== 0) throw new Error(`pulumi ${args.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`);
  return stdout;
}

async function kubectl(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await sandbox.kubectl(args);
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** What a preview would do with each resource. */
async function previewed(): Promise<{ op: string; urn: string }[]> {
  const { steps } = JSON.parse(await pulumi('preview', '--json')) as { steps: { op: string; urn: string }[] };
  return steps;
}

/** All files that the engine keeps: state, backups, history. */
function engineFiles(): string[] {
  return readdirSync(sandbox.layout.backend, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Engine files that hold a text in clear, or in base64 as a Secret would. */
function leaks(text: string): string[] {
  const encoded = Buffer.from(text).toString('base64').replace(/=+$/, '');
  return engineFiles().filter((file) => {
    const content = readFileSync(file, 'latin1');
    return content.includes(text) || content.includes(encoded);
  });
}

test('a preview of nothing deployed yet shows every object', async () => {
  const created = (await previewed()).filter(({ op, urn }) => op === 'create' && urn.includes('kubernetes:'));
  expect(created.map(({ urn }) => urn.slice(urn.lastIndexOf('::') + 2)).sort()).toEqual([
    'cluster',
    'platform/definition',
    'platform/namespace',
    'platform/policy',
    'shop/api/address',
    'shop/api/config',
    'shop/api/deployment',
    'shop/api/secret',
    'shop/api/service',
    'shop/api/widget',
  ]);
});

test('up sets every Output at its leaf in the cluster', async () => {
  const log = await pulumi(...UP);
  expect(log).not.toContain(CANARY);
  const get = (kind: string, name: string, path: string) =>
    kubectl('get', kind, name, '-n', 'bridge', '-o', `jsonpath={${path}}`);
  expect(await get('configmap', 'config', '.data.url')).toBe(`postgres://app:${CANARY}@db:5432/app`);
  expect(Buffer.from(await get('secret', 'key', '.data.key'), 'base64').toString()).toBe(CANARY);
  expect(await get('deployment', 'api', '.spec.template.spec.containers[0].env[0].value')).toBe(CANARY);
  expect(await get('widget', 'widget', '.spec.size')).toBe('3');
  expect(await get('deployment', 'api', '.spec.replicas')).toBe('1');
  expect(await get('service', 'api', '.spec.ports[0].port')).toBe('80');
  expect(await get('configmap', 'address', '.data.address')).toBe(await get('service', 'api', '.spec.clusterIP'));
});

test('the engine keeps no secret in clear, and keeps readable what is none', () => {
  expect(engineFiles().length).toBeGreaterThan(0);
  expect(leaks(CANARY)).toEqual([]);
  expect(leaks('readable').length).toBeGreaterThan(0);
});

test('a second up changes nothing', async () => {
  await pulumi(...UP, '--expect-no-changes');
});

test('refresh and a stack export show no secret either', async () => {
  await pulumi('refresh', '--yes');
  await pulumi(...UP);
  expect(leaks(CANARY)).toEqual([]);
  expect(await pulumi('stack', 'export')).not.toContain(CANARY);
});

test('a renamed construct keeps its objects', async () => {
  await pulumi('config', 'set', 'bridge:group', 'backend');
  const steps = await previewed();
  expect(steps.filter(({ op }) => op !== 'same')).toEqual([]);
  const before = await kubectl('get', 'deployment', 'api', '-n', 'bridge', '-o', 'jsonpath={.metadata.uid}');
  await pulumi(...UP);
  expect(await kubectl('get', 'deployment', 'api', '-n', 'bridge', '-o', 'jsonpath={.metadata.uid}')).toBe(before);
  const names = project.state()?.resources?.map(({ urn }) => urn.slice(urn.lastIndexOf('::') + 2)) ?? [];
  expect(names).toContain('shop/backend/deployment');
  expect(names).not.toContain('shop/api/deployment');
});

test('a mistake is told as one message with its place, without a stack trace, and changes nothing', async () => {
  await pulumi('config', 'set', 'bridge:mistake', 'true');
  const { code, stdout, stderr } = await project.pulumi(UP);
  await pulumi('config', 'rm', 'bridge:mistake');
  expect(code).not.toBe(0);
  expect(stdout + stderr).toContain('[shop/backend/mistake] data.url has a Pulumi Output written into text');
  expect(stdout + stderr).not.toMatch(/\bat .*\.js:\d+/);
  await pulumi(...UP, '--expect-no-changes');
});

test('destroy leaves nothing', async () => {
  await pulumi('destroy', '--yes', '--skip-preview');
  expect(project.state()?.resources ?? []).toEqual([]);
  expect(await kubectl('get', 'namespaces', '-o', 'name')).not.toContain('bridge');
});

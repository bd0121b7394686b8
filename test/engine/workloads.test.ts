import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { render } from 'seaworthy/synth';
import { Sandbox, type Project } from '../../sandbox/sandbox';
import { everyOption, WORKLOADS } from '../workloads/all-workloads';

const PAGES = ['web-service', 'worker', 'scheduled-job', 'one-off-job', 'migration', 'stateful-service'];

// the engine takes seconds for each command, more on a busy machine
jest.setTimeout(300_000);

let stateDir: string;
let sandbox: Sandbox;
let project: Project;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-workloads-'));
  sandbox = await Sandbox.create({ stateDir, environment: 'dev', ports: 'free' });
  await sandbox.start();
  project = await sandbox.project({
    name: 'workloads',
    main: join(__dirname, 'programs', 'workloads.js'),
    config: { 'workloads:kubeconfig': sandbox.kubeconfig, 'workloads:pages': JSON.stringify(PAGES) },
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

async function kubectl(args: readonly string[], input?: string): Promise<string> {
  const { code, stdout, stderr } = await sandbox.kubectl(args, { input });
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** A field of an object in namespace shop. */
const field = (object: string, path: string) => kubectl(['-n', 'shop', 'get', object, '-o', `jsonpath={${path}}`]);

test('the pages of all workloads come up where the restricted profile is enforced', async () => {
  await pulumi('up', '--yes', '--skip-preview');
  expect(await field('deployment/shop-api', '.status.readyReplicas')).toBe('3');
  expect(await field('deployment/shop-mailer', '.status.readyReplicas')).toBe('2');
  expect(await field('statefulset/shop-search', '.status.readyReplicas')).toBe('3');
  expect(await field('job/shop-load-catalogue', '.status.succeeded')).toBe('1');
});

test('a migration has succeeded before the pods that need it are made', async () => {
  const migrated = Date.parse(await field('job/shop-expand', '.status.completionTime'));
  const deployed = Date.parse(await field('deployment/shop-orders', '.metadata.creationTimestamp'));
  expect(migrated).toBeLessThanOrEqual(deployed);
});

test('a run of a scheduled job is admitted, and ends', async () => {
  await kubectl(['-n', 'shop', 'create', 'job', 'now', '--from=cronjob/shop-report']);
  await kubectl(['-n', 'shop', 'wait', '--for=condition=complete', 'job/now', '--timeout=60s']);
});

test('a second update changes nothing', async () => {
  expect(await pulumi('preview', '--expect-no-changes')).toContain('unchanged');
});

test('a migration that fails stops the update, and what waits for it is not made', async () => {
  const { code, stdout } = await project.pulumi(['up', '--yes', '--skip-preview'], {
    env: { FAILING_MIGRATION: 'yes' },
  });
  expect(code).not.toBe(0);
  expect(stdout).toContain('DeadlineExceeded');
  expect(await kubectl(['-n', 'shop', 'get', 'jobs', '-o', 'name'])).toContain('job.batch/late-expand');
  const made = await kubectl(['-n', 'shop', 'get', 'deployments,serviceaccounts', '-o', 'name']);
  expect(made).not.toContain('late-api');
});

test.each(WORKLOADS)('the API server takes a %s with every option of its pods', async (_name, kind, _path, make) => {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  make({ ...everyOption(chart), name: 'probe' })(chart);
  const manifests = render(app, { checks: false });
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests });
  const told = await kubectl(['apply', '--server-side', '--dry-run=server', '--warnings-as-errors', '-f', '-'], list);
  expect(told.toLowerCase()).toContain(`${kind.toLowerCase()}.`);
});

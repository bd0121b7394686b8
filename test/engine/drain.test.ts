import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { render } from 'seaworthy/synth';
import { buildExample, CONSTRUCTS } from '../../commands/docs/construct-pages';
import { ZONES } from '../../sandbox/control-plane/cluster-objects';
import { Sandbox } from '../../sandbox/sandbox';
import { compose } from '../../systems/compose';
import { ROOT } from '../architecture/source-files';
import { kubectl } from './object-stack';
import { healthyCounts, PodWatch, type PodEvent, type WatchedPod } from './pod-watch';

/** The pages of all workloads. */
const PAGES = ['web-service', 'worker', 'scheduled-job', 'one-off-job', 'migration', 'stateful-service'];

/** What runs as more than one pod: its pods, and how many of them a drain must leave: one at a time may be away. */
const FLOORS = [
  { budget: 'feature-api/feature-api', pods: 3, floor: 2 },
  { budget: 'shop/shop-api', pods: 3, floor: 2 },
  { budget: 'shop/shop-mailer', pods: 2, floor: 1 },
  { budget: 'shop/shop-orders', pods: 3, floor: 2 },
  { budget: 'shop/shop-search', pods: 3, floor: 2 },
];

const NODES = ZONES.map((zone) => zone.replace('zone', 'node'));
const [FIRST = '', SECOND = '', THIRD = ''] = NODES;
const DRAIN = ['--ignore-daemonsets', '--delete-emptydir-data'];

let stateDir: string;
let sandbox: Sandbox;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-drain-'));
  sandbox = await Sandbox.create({ stateDir, ports: 'free' });
  await sandbox.start();
  await kubectl(sandbox, 'create', 'namespace', 'shop');
  for (const page of PAGES) {
    const app = new App();
    buildExample(app, page, jest.requireActual(join(ROOT, CONSTRUCTS, page)));
    await apply(app);
  }
  await apply(compose({ environment: 'prod', systems: ['feature-api'], now: new Date() }));
  await everythingIsUp();
});

afterAll(async () => {
  await sandbox.remove();
  rmSync(stateDir, { recursive: true, force: true });
});

async function apply(app: App): Promise<void> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: render(app) });
  const { code, stderr } = await sandbox.kubectl(['apply', '--server-side', '-f', '-'], { input });
  if (code !== 0) throw new Error(stderr);
}

async function everythingIsUp(): Promise<void> {
  for (const { budget, pods } of FLOORS) {
    const [namespace = '', name = ''] = budget.split('/');
    const until = `--for=jsonpath={.status.currentHealthy}=${pods}`;
    await kubectl(sandbox, 'wait', `poddisruptionbudget/${name}`, '-n', namespace, until, '--timeout=120s');
  }
}

const belongsTo =
  (budget: string) =>
  ({ metadata: { namespace, labels } }: WatchedPod): boolean =>
    `${namespace}/${labels?.['app.kubernetes.io/name'] ?? ''}` === budget;

/** The fewest healthy pods of each budget at any moment of a watch. */
const fewest = (events: readonly PodEvent[]) =>
  FLOORS.map(({ budget, pods }) => ({
    budget,
    fewest: Math.min(...healthyCounts(events, belongsTo(budget), pods)),
  }));

const floors = FLOORS.map(({ budget, floor }) => ({ budget, fewest: floor }));

test('every workload that may run as several pods has a budget, and nothing else has one', async () => {
  const names = 'jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name}{"\\n"}{end}';
  const told = await kubectl(sandbox, 'get', 'poddisruptionbudgets', '-A', '-o', names);
  expect(told.trim().split('\n')).toEqual(FLOORS.map(({ budget }) => budget));
});

test('a drain of every node in turn moves every pod, and never goes below a floor', async () => {
  const watch = await PodWatch.start(sandbox);
  for (const node of NODES) {
    await kubectl(sandbox, 'drain', node, ...DRAIN, '--timeout=120s');
    const left = await kubectl(sandbox, 'get', 'pods', '-A', `--field-selector=spec.nodeName=${node}`, '-o', 'name');
    expect(left).toBe('');
    await kubectl(sandbox, 'uncordon', node);
    await everythingIsUp();
  }
  const events = await watch.stop();

  expect(fewest(events)).toEqual(floors);
  for (const { budget, pods } of FLOORS) {
    const gone = events.filter(({ type, object }) => type === 'DELETED' && belongsTo(budget)(object));
    expect(gone.length).toBeGreaterThanOrEqual(pods);
  }
});

test('the watch is awake: pods that are deleted, not drained, are seen below the floor', async () => {
  const watch = await PodWatch.start(sandbox);
  await kubectl(sandbox, 'delete', 'pods', '-n', 'shop', '-l', 'app.kubernetes.io/name=shop-api');
  await everythingIsUp();
  const [, api] = fewest(await watch.stop());
  expect(api?.budget).toBe('shop/shop-api');
  expect(api?.fewest).toBeLessThan(2);
});

test('where no other node has room, a drain stops at the floor; with room it finishes', async () => {
  const watch = await PodWatch.start(sandbox);
  await kubectl(sandbox, 'cordon', ...NODES);
  await sandbox.kubectl(['drain', FIRST, ...DRAIN, '--timeout=6s']);
  const stopped = await sandbox.kubectl(['drain', SECOND, ...DRAIN, '--timeout=6s']);
  expect(stopped.code).not.toBe(0);
  expect(stopped.stderr).toContain("Cannot evict pod as it would violate the pod's disruption budget");

  await kubectl(sandbox, 'uncordon', THIRD);
  for (const node of [FIRST, SECOND]) await kubectl(sandbox, 'drain', node, ...DRAIN, '--timeout=120s');
  await everythingIsUp();
  expect(fewest(await watch.stop())).toEqual(floors);
  await kubectl(sandbox, 'uncordon', ...NODES);
});

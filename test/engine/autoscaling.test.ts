import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Sandbox, type Project } from '../../sandbox/sandbox';
import { kubectl } from './object-stack';

const UP = ['up', '--yes', '--skip-preview'];

let stateDir: string;
let sandbox: Sandbox;
let project: Project;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-autoscaling-'));
  sandbox = await Sandbox.create({ stateDir, ports: 'free', metrics: true });
  await sandbox.start();
  project = await sandbox.project({
    name: 'autoscaling',
    main: join(__dirname, 'programs', 'autoscaling.js'),
    config: { 'autoscaling:kubeconfig': sandbox.kubeconfig },
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

const wait = (object: string, condition: string) =>
  kubectl(sandbox, 'wait', object, '-n', 'shop', `--for=${condition}`, '--timeout=120s');

/** Waits until the autoscaler wants a number of pods, and they are ready. */
async function scalesTo(pods: number): Promise<void> {
  await wait('horizontalpodautoscaler/shop-api', `jsonpath={.status.desiredReplicas}=${pods}`);
  await wait('deployment/shop-api', `jsonpath={.status.readyReplicas}=${pods}`);
}

/** What each of the pods that are there uses from now on. */
const use = (cpu: string) =>
  kubectl(sandbox, 'annotate', 'pods', '-n', 'shop', '--all', '--overwrite', `kwok.x-k8s.io/usage-cpu=${cpu}`);

test('the metrics API serves what pods use', async () => {
  await pulumi(...UP);
  await wait('horizontalpodautoscaler/shop-api', 'condition=ScalingActive');
  await scalesTo(2);
  const pods = async () =>
    (await kubectl(sandbox, 'top', 'pods', '-n', 'shop', '--no-headers')).trim().split('\n').length;
  // a pod is measured twice before it is served: the metrics server knows it some seconds after it is ready
  for (let seconds = 0; seconds < 90 && (await pods()) < 2; seconds += 1) await setTimeout(1000);
  expect(await pods()).toBe(2);
});

test('under load the autoscaler adds pods until each has half of what it reserves', async () => {
  await use('100m');
  // 2 pods at 100 % of what they reserve, and 50 % wanted: 4 pods. The new ones are idle, so that each has 50 % then
  await scalesTo(4);
});

test('an update while it is scaled changes nothing, nor does one after a refresh', async () => {
  await pulumi(...UP, '--expect-no-changes');
  await pulumi('refresh', '--yes');
  await pulumi(...UP);
  expect(await kubectl(sandbox, 'get', 'deployment/shop-api', '-n', 'shop', '-o', 'jsonpath={.spec.replicas}')).toBe(
    '4',
  );
});

test('without load it goes back to the floor, and an update leaves it there', async () => {
  await use('1m');
  await scalesTo(2);
  await pulumi(...UP, '--expect-no-changes');
});

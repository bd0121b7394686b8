import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { render } from 'seaworthy/synth';
import { buildExample, CONSTRUCTS } from '../../commands/docs/construct-pages';
import { Sandbox } from '../../sandbox/sandbox';
import { ROOT } from '../architecture/source-files';

const EXAMPLES = ['autoscaler', 'event-autoscaler', 'job-autoscaler', 'vertical-autoscaler', 'node-pool'];

let stateDir: string;
let sandbox: Sandbox;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-scaling-'));
  sandbox = await Sandbox.create({ stateDir, ports: 'free' });
  await sandbox.start();
  for (const name of ['shop', 'mail', 'video']) await kubectl(['create', 'namespace', name]);
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

test.each([
  ['a field that KEDA does not have', 'event-autoscaler', 'ScaledObject', { minReplicas: 1 }, 'unknown field'],
  [
    'a mode that no vertical autoscaler has',
    'vertical-autoscaler',
    'VerticalPodAutoscaler',
    { updatePolicy: { updateMode: 'Sometimes' } },
    'Unsupported value',
  ],
  [
    'an image of no known family',
    'node-pool',
    'EC2NodeClass',
    { amiSelectorTerms: [{ alias: 'al1999@v1' }] },
    'family is not supported',
  ],
])('the judge is awake: %s is refused', async (_title, name, kind, fields, problem) => {
  const [object] = example(name).filter((candidate) => candidate.kind === kind);
  const spec: unknown = object?.spec;
  const wrong = { ...object, spec: { ...(spec as object), ...fields } };
  await expect(apply([wrong], '--dry-run=server')).rejects.toThrow(problem);
});

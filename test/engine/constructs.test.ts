import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { render } from 'seaworthy/synth';
import { exampleNames } from '../../commands/docs/construct-pages';
import { Sandbox, type Project } from '../../sandbox/sandbox';
import { ROOT } from '../architecture/source-files';
import { everyOption, WORKLOADS } from '../workloads/all-workloads';
import { pageRounds } from './page-rounds';
import { buildPage } from './rendered-sets';

const UP = ['up', '--yes', '--skip-preview'];
const ROUNDS = pageRounds().map((round): [string, typeof round] => [round.pages.join(', '), round]);

let stateDir: string;
let sandbox: Sandbox;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-constructs-'));
  sandbox = await Sandbox.create({ stateDir, ports: 'free' });
  await sandbox.start();
});

afterAll(async () => {
  await sandbox.remove();
  rmSync(stateDir, { recursive: true, force: true });
});

/** An object as the API server tells it, as far as these tests look. */
interface LiveObject {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly jobTargetRef?: { readonly template?: { readonly spec?: object } } };
}

/** Runs the engine; its whole output stands in the error when it fails. */
async function pulumi(project: Project, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await project.pulumi(args);
  if (code !== 0) throw new Error(`pulumi ${args.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`);
  return stdout;
}

async function kubectl(args: readonly string[], input?: unknown): Promise<string> {
  const { code, stdout, stderr } = await sandbox.kubectl(args, { input: JSON.stringify(input ?? {}) });
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
  return stdout;
}

async function every(kind: string): Promise<readonly LiveObject[]> {
  return (JSON.parse(await kubectl(['get', kind, '-A', '-o', 'json'])) as { items: LiveObject[] }).items;
}

/** A field of an object in namespace shop. */
const field = (object: string, path: string) => kubectl(['-n', 'shop', 'get', object, '-o', `jsonpath={${path}}`]);

/** What a page shows beside coming up. */
const SHOWN: Readonly<Record<string, { readonly title: string; readonly holds: () => Promise<void> }>> = {
  migration: {
    title: 'the migration has succeeded before the pods that need it are made',
    holds: async () => {
      const migrated = Date.parse(await field('job/shop-expand', '.status.completionTime'));
      const deployed = Date.parse(await field('deployment/shop-orders', '.metadata.creationTimestamp'));
      expect(migrated).toBeLessThanOrEqual(deployed);
    },
  },
  'job-autoscaler': {
    title: 'a pod of its jobs would be admitted: there is no KEDA here that makes one',
    holds: async () => {
      const [scaled] = await every('scaledjobs');
      const spec = scaled?.spec.jobTargetRef?.template?.spec;
      const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'one', namespace: 'video' }, spec };
      await kubectl(['create', '--dry-run=server', '-f', '-'], pod);
    },
  },
};

/**
 * Kinds without a controller here (KEDA's, Karpenter's, the vertical autoscaler's, those of External Secrets) are accepted
 * by the real definitions, not awaited. Pods that wait for a Secret run: kwok mounts nothing.
 */
describe.each(ROUNDS)('the pages %s', (_title, { pages, namespaces }) => {
  let project: Project;

  beforeAll(async () => {
    project = await sandbox.project({
      name: 'pages',
      main: join(__dirname, 'programs', 'pages.js'),
      config: {
        'pages:kubeconfig': sandbox.kubeconfig,
        'pages:pages': JSON.stringify(pages),
        'pages:namespaces': JSON.stringify(namespaces),
      },
    });
  });

  test('come up where the restricted profile is enforced', async () => {
    await pulumi(project, ...UP);
  });

  test('are what a second update would make', async () => {
    expect(await pulumi(project, 'preview', '--expect-no-changes')).toContain('unchanged');
  });

  test('have scheduled jobs whose runs are admitted, and end', async () => {
    for (const { metadata } of await every('cronjobs')) {
      const space = ['-n', metadata.namespace];
      await kubectl([...space, 'create', 'job', 'now', `--from=cronjob/${metadata.name}`]);
      await kubectl([...space, 'wait', '--for=condition=complete', 'job/now', '--timeout=60s']);
      await kubectl([...space, 'delete', 'job', 'now']);
    }
  });

  for (const page of pages) {
    const shown = SHOWN[page];
    if (shown !== undefined) test(shown.title, shown.holds);
  }

  test('let a pod in only with the restricted profile, and go without a trace', async () => {
    for (const namespace of namespaces) {
      const { code, stderr } = await sandbox.kubectl([
        '-n',
        namespace,
        'run',
        'root',
        '--image=a:1',
        '--dry-run=server',
      ]);
      expect(code).not.toBe(0);
      expect(stderr).toContain('violates PodSecurity "restricted');
    }
    await pulumi(project, 'destroy', '--yes', '--skip-preview');
    expect(project.state()?.resources ?? []).toEqual([]);
  });
});

test('every page is in one of the rounds', () => {
  expect(ROUNDS.flatMap(([, { pages }]) => pages).sort()).toEqual(exampleNames(ROOT));
});

test('a migration that fails stops the update, and what waits for it is not made', async () => {
  const project = await sandbox.project({
    name: 'failing-migration',
    main: join(__dirname, 'programs', 'failing-migration.js'),
    config: { 'failing-migration:kubeconfig': sandbox.kubeconfig },
  });
  const { code, stdout } = await project.pulumi(UP);
  expect(code).not.toBe(0);
  expect(stdout).toContain('DeadlineExceeded');
  expect(await kubectl(['-n', 'late', 'get', 'jobs', '-o', 'name'])).toContain('job.batch/late-expand');
  const made = await kubectl(['-n', 'late', 'get', 'deployments,serviceaccounts', '-o', 'name']);
  expect(made).not.toContain('late-api');
});

/** Asks the API server to take objects, and refuses fields that its schemas do not have. */
const accepted = (items: readonly object[]): Promise<string> =>
  kubectl(['apply', '--server-side', '--validate=strict', '--dry-run=server', '--warnings-as-errors', '-f', '-'], {
    apiVersion: 'v1',
    kind: 'List',
    items,
  });

describe('in a namespace of its own', () => {
  beforeAll(async () => {
    for (const name of ['shop', 'mail', 'catalogue']) await kubectl(['create', 'namespace', name]);
  });

  test.each(WORKLOADS)('the API server takes a %s with every option of its pods', async (_name, kind, _path, make) => {
    const app = new App();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    make({ ...everyOption(chart), name: 'probe' })(chart);
    expect((await accepted(render(app, { checks: false }))).toLowerCase()).toContain(`${kind.toLowerCase()}.`);
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
  ])('the judge is awake: %s is refused', async (_title, page, kind, fields, problem) => {
    const app = new App();
    buildPage(app, page);
    const object = render(app).find((candidate) => candidate.kind === kind);
    const wrong = { ...object, spec: { ...(object?.spec as object), ...fields } };
    await expect(accepted([wrong])).rejects.toThrow(problem);
  });
});

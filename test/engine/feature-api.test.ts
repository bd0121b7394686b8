import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, rules } from 'seaworthy/checks';
import { Sandbox, type Project } from '../../sandbox/sandbox';
import { ENVIRONMENT_NAMES, type EnvironmentName } from '../../systems/environments';

/** What the documents ask of the number of pods. */
const PODS: Readonly<Record<EnvironmentName, number>> = { dev: 1, staging: 2, prod: 3 };

const UP = ['up', '--yes', '--skip-preview'];
const NAMESPACE = 'feature-api';

/** An object as the API server tells it, as far as these tests look. */
interface LiveObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: { readonly replicas?: number; readonly maxUnavailable?: number };
  readonly status?: { readonly readyReplicas?: number };
}

let stateDir: string;

beforeAll(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-systems-'));
});

afterAll(() => {
  rmSync(stateDir, { recursive: true, force: true });
});

describe.each(ENVIRONMENT_NAMES)('feature-api in %s, on a real engine and a real API server', (environment) => {
  let sandbox: Sandbox;
  let project: Project;

  beforeAll(async () => {
    sandbox = await Sandbox.create({ stateDir, environment, ports: 'free' });
    await sandbox.start();
    // alone: all systems together are brought up in all-systems.test.ts
    project = await sandbox.systemProject(NAMESPACE);
  });

  afterAll(async () => {
    await sandbox.remove();
  });

  /** Runs the engine; its whole output stands in the error when it fails. */
  const pulumi = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await project.pulumi(args);
    if (code !== 0) throw new Error(`pulumi ${args.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`);
    return stdout;
  };

  /** What a preview would do: `update kubernetes:apps/v1:Deployment::feature-api/Api/Deployment`. */
  const previewed = async (): Promise<string[]> => {
    const { steps } = JSON.parse(await pulumi('preview', '--json')) as { steps: { op: string; urn: string }[] };
    return steps.filter(({ op }) => op !== 'same').map(({ op, urn }) => `${op} ${urn.split('$').at(-1) ?? ''}`);
  };

  const kubectl = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await sandbox.kubectl(args);
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
    return stdout;
  };

  const live = async (resource: string, name: string): Promise<LiveObject> =>
    JSON.parse(await kubectl('get', resource, name, '-n', NAMESPACE, '-o', 'json')) as LiveObject;

  const readyPods = async (count: number): Promise<void> => {
    await kubectl(
      'wait',
      'deployment',
      NAMESPACE,
      '-n',
      NAMESPACE,
      `--for=jsonpath={.status.readyReplicas}=${count}`,
      '--timeout=90s',
    );
  };

  test('a first up brings up everything, and the pods of the document are ready', async () => {
    await pulumi(...UP);
    await readyPods(PODS[environment]);
  });

  test('a second up changes nothing', async () => {
    expect(await previewed()).toEqual([]);
    await pulumi(...UP, '--expect-no-changes');
  });

  test('what the objects refer to is there: secret keys, service accounts, ports, stores', async () => {
    const kinds =
      'namespace,serviceaccount,configmap,service,deployment,horizontalpodautoscaler,networkpolicy,poddisruptionbudget,externalsecret,secretstore';
    const { items } = JSON.parse(await kubectl('get', kinds, '-n', NAMESPACE, '-o', 'json')) as { items: LiveObject[] };
    const objects = items.map((manifest) => ({ path: `${manifest.kind}/${manifest.metadata.name}`, manifest }));
    expect(objects.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['Deployment/feature-api', 'ExternalSecret/feature-api-secrets']),
    );
    const references = ['missing-reference', 'service-port'];
    expect(rules().map(({ id }) => id)).toEqual(expect.arrayContaining(references));
    expect(check({ objects }).filter(({ rule }) => references.includes(rule))).toEqual([]);
  });

  test('a new image updates the Deployment and nothing else', async () => {
    await pulumi(
      'config',
      'set',
      'seaworthy:overrides',
      JSON.stringify({ 'feature-api': { image: 'ghcr.io/acme/feature-api:1.0.1' } }),
    );
    expect(await previewed()).toEqual(['update kubernetes:apps/v1:Deployment::feature-api/Api/Deployment']);
    await pulumi(...UP);
    expect(JSON.stringify(await live('deployment', NAMESPACE))).toContain('ghcr.io/acme/feature-api:1.0.1');
    await pulumi(...UP, '--expect-no-changes');
  });

  test('a change made by hand is found by refresh and repaired by up', async () => {
    await kubectl(
      'patch',
      'service',
      NAMESPACE,
      '-n',
      NAMESPACE,
      '--type=json',
      '-p',
      '[{"op":"replace","path":"/spec/ports/0/port","value":8888}]',
    );
    const found = await pulumi('refresh', '--yes');
    expect(found).toMatch(/kubernetes:core\/v1:Service feature-api\/Api\/Service updated/);
    await pulumi(...UP);
    expect(JSON.stringify(await live('service', NAMESPACE))).toContain('"port":80,');
    await pulumi(...UP, '--expect-no-changes');
  });

  test('all wrong configuration is told at once, and nothing changes', async () => {
    await pulumi(
      'config',
      'set',
      'seaworthy:overrides',
      JSON.stringify({ 'feature-api': { port: 0, image: 'shop:latest', imagee: 'x' } }),
    );
    const { code, stdout } = await project.pulumi(['preview']);
    await pulumi('config', 'rm', 'seaworthy:overrides');
    expect(code).not.toBe(0);
    expect(stdout).toContain('3 problems in the settings:');
    expect(stdout).toContain("feature-api.image 'shop:latest' is pinned to 'latest'");
    expect(stdout).toContain('feature-api.port 0');
    expect(stdout).toContain("did you mean 'image'?");
    expect(stdout).not.toMatch(/\bat .*\.js:\d+/);
  });

  test('destroy leaves nothing', async () => {
    await pulumi('destroy', '--yes', '--skip-preview');
    expect(project.state()?.resources ?? []).toEqual([]);
    const namespaces = await kubectl('get', 'namespaces', '-o', 'name');
    expect(namespaces).not.toContain(NAMESPACE);
  });
});

describe('an autoscaler and a deployment side by side', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await Sandbox.create({ stateDir, environment: 'prod', ports: 'free' });
    await sandbox.start();
  });

  afterAll(async () => {
    await sandbox.remove();
  });

  test('after the number of pods was changed, another up leaves it alone', async () => {
    const project = await sandbox.systemProject(NAMESPACE);
    expect((await project.pulumi(UP)).code).toBe(0);
    await sandbox.kubectl(['scale', 'deployment', NAMESPACE, '-n', NAMESPACE, '--replicas=5']);
    const again = await project.pulumi([...UP, '--expect-no-changes']);
    expect(again.stdout).toContain('unchanged');
    expect(again.code).toBe(0);
    await project.pulumi(['refresh', '--yes']);
    expect((await project.pulumi(UP)).code).toBe(0);
    const { stdout } = await sandbox.kubectl([
      'get',
      'deployment',
      NAMESPACE,
      '-n',
      NAMESPACE,
      '-o',
      'jsonpath={.spec.replicas}',
    ]);
    expect(stdout).toBe('5');
  });
});

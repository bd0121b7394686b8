import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sandbox } from '../../sandbox/sandbox';
import { inNamespace, kubectl as run, namespace, ObjectStack, type Fields, type Resource } from './object-stack';

let stateDir: string;
let sandbox: Sandbox;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-await-'));
  sandbox = await Sandbox.create({ stateDir, ports: 'free' });
  await sandbox.start();
}, 180_000);

afterAll(async () => {
  await sandbox.remove();
  rmSync(stateDir, { recursive: true, force: true });
}, 60_000);

const kubectl = (...args: string[]): Promise<string> => run(sandbox, ...args);

/** Never fits a node: none has this label. */
const NOWHERE = { nodeSelector: { 'example.com/none': 'such' } };

/** The resource with annotations for the provider. */
function annotated(resource: Resource, annotations: Readonly<Record<string, string>>): Resource {
  const { metadata, ...fields } = resource.object as { metadata: object };
  return { ...resource, object: { metadata: { ...metadata, annotations }, ...fields } };
}

function deployment(space: string, pod: object, spec: object = {}): Resource {
  const labels = { app: 'web' };
  return inNamespace(space, 'apps/v1:Deployment', {
    name: 'web',
    spec: {
      ...spec,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:1' }], ...pod } },
    },
  });
}

function job(space: string, pod: object, spec: object = {}): Resource {
  const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'task', image: 'task:1' }], ...pod } };
  return inNamespace(space, 'batch/v1:Job', { name: 'task', spec: { ...spec, template } });
}

function service(space: string, spec: object): Resource {
  return inNamespace(space, 'core/v1:Service', {
    name: 'web',
    spec: { ports: [{ port: 80 }], ...spec },
  } satisfies Fields);
}

describe('a Deployment', () => {
  test('that never becomes ready fails after its timeout with the reason, is recorded, and can be mended', async () => {
    const stack = await ObjectStack.create(sandbox, 'stuck');
    const stuck = annotated(deployment('stuck', NOWHERE), { 'pulumi.com/timeoutSeconds': '3' });
    const output = await stack.failingUp([namespace('stuck'), stuck]);
    expect(output).toContain("'web' timed out after 3 s waiting to be Ready");
    expect(output).toContain('[Unschedulable] 0/3 nodes are available');
    expect(stack.state('web')?.id).toBe('stuck/web');
    expect(stack.state('web')?.initErrors?.join('\n')).toContain('Unschedulable');
    // what is not as it should be is tried again, and the object is not made twice
    expect(await stack.steps([namespace('stuck'), stuck])).toEqual({ web: 'update' });
    await stack.up([namespace('stuck'), deployment('stuck', {})]);
    expect(stack.state('web')?.initErrors ?? []).toEqual([]);
    expect(await stack.steps([namespace('stuck'), deployment('stuck', {})])).toEqual({});
  }, 120_000);

  test('fails as soon as its controller gives up', async () => {
    const stack = await ObjectStack.create(sandbox, 'deadline');
    const output = await stack.failingUp([
      namespace('deadline'),
      deployment('deadline', NOWHERE, { progressDeadlineSeconds: 1 }),
    ]);
    expect(output).toContain('[ProgressDeadlineExceeded]');
    expect(output).toContain('[Unschedulable]');
  }, 120_000);

  test('is not waited for where it says so', async () => {
    const stack = await ObjectStack.create(sandbox, 'skipped');
    await stack.up([
      namespace('skipped'),
      annotated(deployment('skipped', NOWHERE), { 'pulumi.com/skipAwait': 'true' }),
    ]);
    expect(stack.state('web')?.id).toBe('skipped/web');
  }, 120_000);

  test("is waited for as long as the program's own timeout says", async () => {
    const stack = await ObjectStack.create(sandbox, 'custom');
    const web = deployment('custom', NOWHERE);
    const output = await stack.failingUp([
      namespace('custom'),
      { ...web, options: { ...web.options, customTimeouts: { create: '2s' } } },
    ]);
    expect(output).toContain("'web' timed out after 2 s");
  }, 120_000);
});

describe('a Job', () => {
  test('is waited for until it is complete', async () => {
    const stack = await ObjectStack.create(sandbox, 'complete');
    await stack.up([namespace('complete'), job('complete', {})]);
    const succeeded = await kubectl('-n', 'complete', 'get', 'job/task', '-o', 'jsonpath={.status.succeeded}');
    expect(succeeded).toBe('1');
  }, 120_000);

  test('that fails says why', async () => {
    const stack = await ObjectStack.create(sandbox, 'failed');
    const output = await stack.failingUp([namespace('failed'), job('failed', NOWHERE, { activeDeadlineSeconds: 1 })]);
    expect(output).toContain("'task' failed");
    expect(output).toContain('[DeadlineExceeded] Job was active longer than specified deadline');
  }, 120_000);
});

describe('a Service', () => {
  const selector = { app: 'web' };

  test('is ready when its pods are, and gets an address from the load balancer', async () => {
    const stack = await ObjectStack.create(sandbox, 'served');
    const resources = [
      namespace('served'),
      service('served', { selector, type: 'LoadBalancer' }),
      deployment('served', {}),
    ];
    await stack.up(resources);
    const ingress = await kubectl(
      '-n',
      'served',
      'get',
      'service/web',
      '-o',
      'jsonpath={.status.loadBalancer.ingress}',
    );
    expect(JSON.parse(ingress)).toHaveLength(1);
    expect(await stack.steps(resources)).toEqual({});
  }, 120_000);

  test('that leads nowhere fails after its timeout', async () => {
    const stack = await ObjectStack.create(sandbox, 'nowhere');
    const lonely = annotated(service('nowhere', { selector }), { 'pulumi.com/timeoutSeconds': '2' });
    expect(await stack.failingUp([namespace('nowhere'), lonely])).toContain('Service does not target any Pods');
  }, 120_000);

  test.each([
    ['headless', { selector, clusterIP: 'None' }],
    ['external', { type: 'ExternalName', externalName: 'db.example.com', ports: [] }],
    ['without a selector', {}],
  ])(
    '%s does not wait for pods',
    async (kind, spec) => {
      const space = `service-${kind.replaceAll(' ', '-')}`;
      const stack = await ObjectStack.create(sandbox, space);
      await stack.up([namespace(space), service(space, spec)]);
      expect(stack.state('web')?.id).toBe(`${space}/web`);
    },
    120_000,
  );
});

describe('deletion', () => {
  test('of a namespace that cannot go fails after its timeout with what holds it', async () => {
    const stack = await ObjectStack.create(sandbox, 'held');
    // the namespace controller looks for what is left after five seconds
    const space = annotated(namespace('held'), { 'pulumi.com/timeoutSeconds': '10' });
    const guard = { metadata: { name: 'guard', namespace: 'held', finalizers: ['example.com/guard'] } };
    await stack.up([space]);
    await sandbox.kubectl(['create', '-f', '-'], {
      input: JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', ...guard }),
    });
    await expect(stack.destroy()).rejects.toThrow(
      /'held' timed out after 10 s waiting to be deleted[^]*example\.com\/guard/,
    );
    expect(stack.state('namespace')?.id).toBe('held');
    await kubectl(
      '-n',
      'held',
      'patch',
      'configmap',
      'guard',
      '--type=merge',
      '-p',
      '{"metadata":{"finalizers":null}}',
    );
    await stack.destroy();
    await expect(kubectl('get', 'namespace', 'held')).rejects.toThrow('not found');
  }, 120_000);
});

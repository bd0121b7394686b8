import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sandbox } from '../../sandbox/sandbox';
import { inNamespace, kubectl as run, namespace, ObjectStack, type Resource } from './object-stack';

const MUTABLE = { enableConfigMapMutable: 'true', enableSecretMutable: 'true' };
const CANARY = 'canary-7e02';

let stateDir: string;
let sandbox: Sandbox;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'seaworthy-plugins-'));
  sandbox = await Sandbox.create({ stateDir, ports: 'free' });
  await sandbox.start();
}, 180_000);

afterAll(async () => {
  await sandbox.remove();
  rmSync(stateDir, { recursive: true, force: true });
}, 60_000);

const kubectl = (...args: string[]): Promise<string> => run(sandbox, ...args);

/** A field of an object, as kubectl prints it. */
const field = (space: string, object: string, path: string): Promise<string> =>
  kubectl('-n', space, 'get', object, '-o', `jsonpath={${path}}`);

const configMap = (space: string, data: object, name = 'settings'): Resource =>
  inNamespace(space, 'core/v1:ConfigMap', { name, data });

function deployment(space: string, label: string): Resource {
  const labels = { app: label };
  return inNamespace(space, 'apps/v1:Deployment', {
    name: 'web',
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'web', image: 'web:1', resources: { requests: { cpu: '1000m' } } }] },
      },
    },
  });
}

describe('a stack on the stand-in provider', () => {
  test('is created, says once for each plug-in that it is a stand-in, and does not change when nothing changes', async () => {
    const stack = await ObjectStack.create(sandbox, 'life', MUTABLE);
    const resources = [namespace('life'), configMap('life', { a: '1' }), deployment('life', 'web')];
    const output = await stack.up(resources);
    const [diagnostics = ''] = output.split('Diagnostics:').slice(-1);
    expect(diagnostics.match(/pulumi-resource-kubernetes is Seaworthy's stand-in/g)).toHaveLength(1);
    expect(diagnostics.match(/pulumi-language-nodejs is Seaworthy's stand-in/g)).toHaveLength(1);
    expect(stack.state('settings')?.id).toBe('life/settings');
    expect(stack.state('namespace')?.id).toBe('life');
    expect(await field('life', 'configmap/settings', '.data.a')).toBe('1');
    // ready, not only made
    expect(await field('life', 'deployment/web', '.status.availableReplicas')).toBe('2');
    expect(await stack.steps(resources)).toEqual({});
    // the API server writes 1000m as 1: no difference, neither before nor after a refresh
    await stack.refresh();
    expect(await stack.steps(resources)).toEqual({});
  }, 120_000);

  test('changes exactly what an edit changes', async () => {
    const stack = await ObjectStack.create(sandbox, 'edit', MUTABLE);
    const resources = (value: string): Resource[] => [
      namespace('edit'),
      configMap('edit', { a: value, b: '1' }),
      configMap('edit', { a: '1' }, 'other'),
    ];
    await stack.up(resources('1'));
    const uid = await field('edit', 'configmap/settings', '.metadata.uid');
    expect(await stack.steps(resources('2'))).toEqual({ settings: 'update' });
    await stack.up(resources('2'));
    expect(await field('edit', 'configmap/settings', '.data')).toBe('{"a":"2","b":"1"}');
    expect(await field('edit', 'configmap/settings', '.metadata.uid')).toBe(uid);
    // a field that the program no longer names goes
    const { object } = configMap('edit', { b: '1' });
    await stack.up([...resources('2').filter(({ name }) => name !== 'settings'), { ...configMap('edit', {}), object }]);
    expect(await field('edit', 'configmap/settings', '.data')).toBe('{"b":"1"}');
  }, 120_000);

  test('replaces an object whose change is not allowed: the old one goes first, and both is previewed', async () => {
    const stack = await ObjectStack.create(sandbox, 'swap');
    await stack.up([namespace('swap'), deployment('swap', 'old'), configMap('swap', { a: '1' })]);
    const uid = await field('swap', 'deployment/web', '.metadata.uid');
    const next = [namespace('swap'), deployment('swap', 'new'), configMap('swap', { a: '2' })];
    // by default data of a ConfigMap is not changed in place either
    expect(await stack.steps(next)).toEqual({ web: 'replace', settings: 'replace' });
    await stack.up(next);
    expect(await field('swap', 'deployment/web', '.spec.selector.matchLabels.app')).toBe('new');
    expect(await field('swap', 'deployment/web', '.metadata.uid')).not.toBe(uid);
    expect(await stack.steps(next)).toEqual({});
  }, 120_000);

  test('names an object that has no name, keeps the name, and replaces it before the old one goes', async () => {
    const stack = await ObjectStack.create(sandbox, 'named');
    const auto = (value: string): Resource => ({
      type: 'core/v1:ConfigMap',
      name: 'auto',
      object: { metadata: { namespace: 'named' }, data: { a: value } },
      options: { dependsOn: ['namespace'] },
    });
    await stack.up([namespace('named'), auto('1')]);
    const first = stack.state('auto')?.id;
    expect(first).toMatch(/^named\/auto-[0-9a-f]{8}$/);
    expect(await stack.steps([namespace('named'), auto('1')])).toEqual({});
    await stack.up([namespace('named'), auto('2')]);
    expect(stack.state('auto')?.id).not.toBe(first);
    expect((await kubectl('-n', 'named', 'get', 'configmaps', '-o', 'name')).match(/auto-/g)).toHaveLength(1);
  }, 120_000);

  test('finds what kubectl changed with a refresh, and an update repairs it', async () => {
    const stack = await ObjectStack.create(sandbox, 'drift', MUTABLE);
    const resources = [namespace('drift'), configMap('drift', { a: '1', b: '1' }), deployment('drift', 'web')];
    await stack.up(resources);
    await kubectl('-n', 'drift', 'patch', 'configmap', 'settings', '-p', '{"data":{"a":"by hand","c":"new"}}');
    await kubectl('-n', 'drift', 'patch', 'deployment', 'web', '-p', '{"spec":{"replicas":3}}');
    expect(await stack.steps(resources)).toEqual({});
    await stack.refresh();
    expect(await stack.steps(resources)).toEqual({ settings: 'update', web: 'update' });
    await stack.up(resources);
    expect(await field('drift', 'configmap/settings', '.data.a')).toBe('1');
    expect(await field('drift', 'deployment/web', '.spec.replicas')).toBe('2');
    expect(await stack.steps(resources)).toEqual({});
  }, 120_000);

  test('makes an object again that somebody deleted', async () => {
    const stack = await ObjectStack.create(sandbox, 'gone');
    const resources = [namespace('gone'), configMap('gone', { a: '1' })];
    await stack.up(resources);
    await kubectl('-n', 'gone', 'delete', 'configmap', 'settings');
    await stack.refresh();
    expect(await stack.steps(resources)).toEqual({ settings: 'create' });
    await stack.up(resources);
    expect(await field('gone', 'configmap/settings', '.data.a')).toBe('1');
  }, 120_000);

  test('keeps secrets out of every file of the engine and out of what it says', async () => {
    const stack = await ObjectStack.create(sandbox, 'secrets', MUTABLE);
    const container = { name: 'web', image: 'web:1', env: [{ name: 'KEY', value: { $secret: `${CANARY}-env` } }] };
    const resources = (suffix: string): Resource[] => [
      namespace('secrets'),
      inNamespace('secrets', 'core/v1:Secret', { name: 'marked', stringData: { key: { $secret: CANARY + suffix } } }),
      // the program forgot to mark this one
      inNamespace('secrets', 'core/v1:Secret', { name: 'unmarked', stringData: { key: `${CANARY}-open${suffix}` } }),
      configMap('secrets', { plain: 'readable-text', url: { $secret: `postgres://${CANARY}-url` } }),
      inNamespace('secrets', 'core/v1:Pod', { name: 'web', spec: { containers: [container] } }),
    ];
    const output = [
      await stack.up(resources('')),
      await stack.up(resources('-2')),
      await stack.refresh(),
      (await stack.run(['up', '--yes', '--diff'], resources('-3'))).stdout,
    ];
    expect(Buffer.from(await field('secrets', 'secret/marked', '.data.key'), 'base64').toString()).toBe(`${CANARY}-3`);
    expect(output.join('\n')).not.toContain(CANARY);
    expect(stack.leaks(CANARY)).toEqual([]);
    // the search does find what is not secret
    expect(stack.leaks('readable-text')).not.toEqual([]);
  }, 120_000);

  test('tells no secret when the API server refuses it', async () => {
    const stack = await ObjectStack.create(sandbox, 'refused');
    const bad = {
      type: 'core/v1:ConfigMap',
      name: 'bad',
      object: { metadata: { name: 'bad', labels: { x: { $secret: `${CANARY} no label` } } } },
    };
    const output = await stack.failingUp([bad]);
    expect(output).toContain('[secret]');
    expect(output).toContain('a valid label must be');
    expect(output).not.toContain(CANARY);
  }, 120_000);

  test('previews what is not known yet, and previews into a namespace and a kind that are not there yet', async () => {
    const stack = await ObjectStack.create(sandbox, 'unknown');
    const resources: Resource[] = [
      namespace('unknown'),
      configMap('unknown', { a: '1' }),
      inNamespace('unknown', 'core/v1:ConfigMap', { name: 'later', data: { id: { $idOf: 'settings' } } }),
      inNamespace('unknown', 'example.com/v1:Thing', { name: 'thing', spec: {} }),
    ];
    expect(await stack.steps(resources)).toEqual({
      namespace: 'create',
      settings: 'create',
      later: 'create',
      thing: 'create',
    });
    await stack.up(resources.slice(0, 3));
    expect(await field('unknown', 'configmap/later', '.data.id')).toBe('unknown/settings');
  }, 120_000);

  test('fails a preview of what admission refuses, with the reason', async () => {
    await kubectl('create', 'namespace', 'restricted');
    await kubectl('label', 'namespace', 'restricted', 'pod-security.kubernetes.io/enforce=restricted');
    const stack = await ObjectStack.create(sandbox, 'admission');
    const containers = [{ name: 'root', image: 'root:1', securityContext: { privileged: true } }];
    const pod = {
      type: 'core/v1:Pod',
      name: 'root',
      object: { metadata: { name: 'root', namespace: 'restricted' }, spec: { containers } },
    };
    const { code, stdout, stderr } = await stack.run(['preview'], [pod]);
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain('violates PodSecurity "restricted:latest": privileged');
    expect(stdout + stderr).not.toMatch(/\n\s+at /);
  }, 120_000);

  test('serves a custom resource whose definition comes in the same update', async () => {
    const stack = await ObjectStack.create(sandbox, 'custom');
    const schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
    const definition: Resource = {
      type: 'apiextensions.k8s.io/v1:CustomResourceDefinition',
      name: 'definition',
      object: {
        metadata: { name: 'ships.example.com' },
        spec: {
          group: 'example.com',
          scope: 'Namespaced',
          names: { kind: 'Ship', plural: 'ships' },
          versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
        },
      },
    };
    const ship = inNamespace('custom', 'example.com/v1:Ship', { name: 'ship', spec: { masts: 3 } });
    const resources = [
      namespace('custom'),
      definition,
      { ...ship, options: { dependsOn: ['namespace', 'definition'] } },
    ];
    await stack.up(resources);
    expect(await field('custom', 'ships/ship', '.spec.masts')).toBe('3');
    expect(await stack.steps(resources)).toEqual({});
    await stack.destroy();
    await expect(kubectl('get', 'crd', 'ships.example.com')).rejects.toThrow('not found');
  }, 120_000);
});

describe('objects of others', () => {
  test('are refused, and taken over where the provider is told so', async () => {
    await kubectl('create', 'namespace', 'taken');
    const resources = [namespace('taken')];
    const careful = await ObjectStack.create(sandbox, 'careful');
    expect(await careful.failingUp(resources)).toContain('namespaces "taken" already exists');
    const upsert = await ObjectStack.create(sandbox, 'upsert', { upsertExistingObjects: 'true' });
    await upsert.up(resources);
    expect(upsert.state('namespace')?.id).toBe('taken');
  }, 120_000);

  test('can be imported, and are unchanged then', async () => {
    await kubectl('create', 'namespace', 'found');
    await kubectl('-n', 'found', 'create', 'configmap', 'settings', '--from-literal=a=1');
    const stack = await ObjectStack.create(sandbox, 'import');
    const object = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'found' },
      data: { a: '1' },
    };
    const imported = { type: 'core/v1:ConfigMap', name: 'settings', object };
    await stack.up([{ ...imported, options: { import: 'found/settings' } }]);
    expect(await stack.steps([imported])).toEqual({});
  }, 120_000);

  test('have fields that are refused with the name of their manager, and taken by annotation', async () => {
    const stack = await ObjectStack.create(sandbox, 'conflict', MUTABLE);
    await stack.up([namespace('conflict'), configMap('conflict', { a: '1' })]);
    const patch = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings"},"data":{"a":"theirs"}}';
    await kubectl('-n', 'conflict', 'patch', 'configmap', 'settings', '--field-manager=operator', '-p', patch);
    const output = await stack.failingUp([namespace('conflict'), configMap('conflict', { a: '2' })]);
    expect(output).toContain('conflict with "operator"');
    expect(await field('conflict', 'configmap/settings', '.data.a')).toBe('theirs');
    const metadata = { name: 'settings', namespace: 'conflict', annotations: { 'pulumi.com/patchForce': 'true' } };
    await stack.up([namespace('conflict'), { ...configMap('conflict', {}), object: { metadata, data: { a: '2' } } }]);
    expect(await field('conflict', 'configmap/settings', '.data.a')).toBe('2');
  }, 120_000);

  test('keep a field that the program leaves to them', async () => {
    const stack = await ObjectStack.create(sandbox, 'scaled');
    const web = (image: string): Resource => {
      const { object, ...rest } = deployment('scaled', 'web');
      const text = JSON.stringify(object).replace('web:1', image);
      return {
        ...rest,
        object: JSON.parse(text) as object,
        options: { dependsOn: ['namespace'], ignoreChanges: ['spec.replicas'] },
      };
    };
    await stack.up([namespace('scaled'), web('web:1')]);
    // as an autoscaler does it
    await kubectl(
      '-n',
      'scaled',
      'patch',
      'deployment',
      'web',
      '--subresource=scale',
      '--field-manager=autoscaler',
      '--type=merge',
      '-p',
      '{"spec":{"replicas":4}}',
    );
    await stack.up([namespace('scaled'), web('web:2')]);
    expect(await field('scaled', 'deployment/web', '.spec.replicas')).toBe('4');
    expect(await field('scaled', 'deployment/web', '.spec.template.spec.containers[0].image')).toBe('web:2');
  }, 120_000);
});

describe('the cluster of a provider', () => {
  test('is named by a kubeconfig as text as well, with the namespace of objects that name none', async () => {
    const kubeconfig = readFileSync(sandbox.kubeconfig, 'utf8');
    const stack = await ObjectStack.create(sandbox, 'text', {
      kubeconfig,
      context: sandbox.context,
      namespace: 'kube-public',
    });
    await stack.up([{ type: 'core/v1:ConfigMap', name: 'settings', object: { metadata: { name: 'settings' } } }]);
    expect(stack.state('settings')?.id).toBe('kube-public/settings');
  }, 120_000);

  test('that does not answer is told, and nothing is made', async () => {
    const kubeconfig = readFileSync(sandbox.kubeconfig, 'utf8').replace(/(server: https:\/\/127\.0\.0\.1):\d+/, '$1:9');
    const stack = await ObjectStack.create(sandbox, 'unreachable', { kubeconfig });
    const output = await stack.failingUp([namespace('unreachable')]);
    expect(output).toContain(
      'configured Kubernetes cluster is unreachable: the API server at https://127.0.0.1:9 cannot be reached',
    );
    expect(output).not.toMatch(/\n\s+at /);
  }, 120_000);
});

describe('destroying a stack', () => {
  test('leaves nothing, and waits until a namespace with all in it is gone', async () => {
    const stack = await ObjectStack.create(sandbox, 'destroy');
    await stack.up([namespace('destroy'), configMap('destroy', { a: '1' }), deployment('destroy', 'web')]);
    // what the stack did not make goes with its namespace
    await kubectl('-n', 'destroy', 'create', 'configmap', 'by-hand');
    await stack.destroy();
    await expect(kubectl('get', 'namespace', 'destroy')).rejects.toThrow('namespaces "destroy" not found');
    expect(await kubectl('-n', 'destroy', 'get', 'deployments,replicasets,pods,configmaps', '-o', 'name')).toBe('');
  }, 120_000);
});

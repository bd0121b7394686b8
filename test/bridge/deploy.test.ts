import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { deploy, type DeployOptions, Outputs } from '../../src/pulumi';
import { dependencyNames, named, record, type Registration, type RunOptions } from './monitor';

function deployed(
  build: (app: App, outputs: Outputs) => void,
  options?: DeployOptions,
  run?: RunOptions,
): Promise<Registration[]> {
  return record(() => {
    const outputs = new Outputs();
    const app = new App({ resolvers: [outputs] });
    build(app, outputs);
    deploy(app, options);
  }, run);
}

function configMap(scope: Construct, id: string, data: Record<string, unknown> = {}): ApiObject {
  return new ApiObject(scope, id, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: id, namespace: 'shop' },
    data,
  });
}

/** A system in three levels: platform chart, service chart, a construct with cdk8s-plus objects. */
function shop(app: App): void {
  const platform = new Chart(app, 'platform');
  new kplus.Namespace(platform, 'namespace', { metadata: { name: 'shop' } });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const api = new Construct(chart, 'api');
  const serviceAccount = new kplus.ServiceAccount(api, 'account', { metadata: { name: 'api' } });
  const config = new kplus.ConfigMap(api, 'config', { metadata: { name: 'api' }, data: { a: 'b' } });
  const secret = new kplus.Secret(api, 'key', { metadata: { name: 'api' }, stringData: { key: 'x' } });
  new kplus.Deployment(api, 'deployment', {
    metadata: { name: 'api' },
    serviceAccount,
    containers: [
      {
        image: 'api:1',
        envVariables: {
          A: kplus.EnvValue.fromConfigMap(config, 'a'),
          KEY: kplus.EnvValue.fromSecretValue({ secret, key: 'key' }),
        },
      },
    ],
  });
}

describe('names and parents', () => {
  test('an object is a custom resource by type token, named by its construct path', async () => {
    const registrations = await deployed(shop);
    expect(registrations.filter(({ custom }) => custom).map(({ type, name }) => [type, name])).toEqual([
      ['kubernetes:core/v1:Namespace', 'platform/namespace'],
      ['kubernetes:core/v1:ServiceAccount', 'shop/api/account'],
      ['kubernetes:core/v1:ConfigMap', 'shop/api/config'],
      ['kubernetes:core/v1:Secret', 'shop/api/key'],
      ['kubernetes:apps/v1:Deployment', 'shop/api/deployment'],
    ]);
  });

  test('charts and constructs are components of fixed types without inputs; a wrapping of one object is none', async () => {
    const components = (await deployed(shop)).filter(({ custom }) => !custom);
    expect(components.map(({ type, name, inputs }) => [type, name, inputs])).toEqual([
      ['cdk8s:index:Chart', 'platform', {}],
      ['cdk8s:index:Chart', 'shop', {}],
      ['cdk8s:index:Construct', 'shop/api', {}],
    ]);
  });

  test('the URN shows the chart and the construct that hold the object', async () => {
    expect(named(await deployed(shop), 'shop/api/deployment').urn).toBe(
      'urn:pulumi:dev::shop::cdk8s:index:Chart$cdk8s:index:Construct$kubernetes:apps/v1:Deployment::shop/api/deployment',
    );
  });

  test('two runs give the same registrations in the same order, with the same inputs', async () => {
    const build = (app: App, outputs: Outputs) => {
      shop(app);
      configMap(new Chart(app, 'more'), 'more', { late: outputs.string(pulumi.output('x')) });
    };
    expect(await deployed(build)).toEqual(await deployed(build));
  });

  test('the same App goes to two clusters in one stack by prefix', async () => {
    const registrations = await record(() => {
      const app = new App();
      configMap(new Chart(app, 'shop'), 'a');
      deploy(app, { prefix: 'eu/' });
      deploy(app, { prefix: 'us/' });
    });
    expect(registrations.map(({ name }) => name).sort()).toEqual(['eu/shop', 'eu/shop/a', 'us/shop', 'us/shop/a']);
  });

  test('charts stand below the given parent', async () => {
    const registrations = await record(() => {
      const parent = new pulumi.ComponentResource('acme:index:Platform', 'platform');
      const app = new App();
      configMap(new Chart(app, 'shop'), 'a');
      deploy(app, { parent });
    });
    expect(named(registrations, 'shop').parent).toBe('urn:pulumi:dev::shop::acme:index:Platform::platform');
  });

  test('a cluster-scoped object loses the namespace that its chart gives it', async () => {
    const registrations = await deployed((app) => {
      new kplus.ClusterRole(new Chart(app, 'shop', { namespace: 'shop' }), 'role', { metadata: { name: 'reader' } });
    });
    expect(named(registrations, 'shop/role').inputs['metadata']).toEqual({ name: 'reader' });
  });
});

describe('order', () => {
  test('an object waits for its namespace and for what it names', async () => {
    const registrations = await deployed(shop);
    expect(dependencyNames(named(registrations, 'shop/api/account'))).toEqual(['platform/namespace']);
    expect(dependencyNames(named(registrations, 'shop/api/deployment'))).toEqual([
      'platform/namespace',
      'shop/api/account',
      'shop/api/config',
      'shop/api/key',
    ]);
  });

  test('a custom resource waits for its definition in the same App, wherever that stands', async () => {
    const registrations = await deployed((app) => {
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      new ApiObject(chart, 'widget', {
        apiVersion: 'example.com/v1',
        kind: 'Widget',
        metadata: { name: 'w' },
        spec: {},
      });
      new ApiObject(chart, 'definition', {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'widgets.example.com' },
        spec: { group: 'example.com', scope: 'Namespaced', names: { kind: 'Widget', plural: 'widgets' }, versions: [] },
      });
    });
    expect(dependencyNames(named(registrations, 'shop/widget'))).toEqual(['shop/definition']);
  });

  test('two charts may refer to objects of each other', async () => {
    const registrations = await deployed((app) => {
      const [a, b] = [new Chart(app, 'a'), new Chart(app, 'b')];
      const [a1, b1] = [configMap(a, 'a1'), configMap(b, 'b1')];
      configMap(a, 'a2').addDependency(b1);
      configMap(b, 'b2').addDependency(a1);
    });
    expect(dependencyNames(named(registrations, 'a/a2'))).toEqual(['b/b1']);
    expect(dependencyNames(named(registrations, 'b/b2'))).toEqual(['a/a1']);
  });

  test('a chart that depends on a chart makes each of its objects wait for each of the other', async () => {
    const registrations = await deployed((app) => {
      const [first, second] = [new Chart(app, 'first'), new Chart(app, 'second')];
      const nested = new Construct(second, 'nested');
      first.addDependency(second);
      configMap(first, 'x');
      configMap(second, 'y');
      configMap(nested, 'z');
    });
    expect(dependencyNames(named(registrations, 'first/x'))).toEqual(['second/nested/z', 'second/y']);
  });

  test('a value of a deployed object reaches another object, which waits for it', async () => {
    interface Live {
      readonly status: {
        readonly ready: number;
        readonly loadBalancer: { readonly ingress: readonly { readonly hostname: string }[] };
      };
    }
    const build = (app: App, outputs: Outputs) => {
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      const service = new ApiObject(chart, 'service', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 's' },
        spec: {},
      });
      configMap(chart, 'a', {
        url: `https://${outputs.from(service, (live: Live) => live.status.loadBalancer.ingress[0]?.hostname ?? '')}/`,
        ready: outputs.numberFrom(service, (live: Live) => live.status.ready),
      });
    };
    const status = { ready: 2, loadBalancer: { ingress: [{ hostname: 'lb.example.com' }] } };
    const registrations = await deployed(build, {}, { live: { 'kubernetes:core/v1:Service': { status } } });
    const { inputs } = named(registrations, 'shop/a');
    expect(inputs['data']).toEqual({ url: 'https://lb.example.com/', ready: 2 });
    expect(dependencyNames(named(registrations, 'shop/a'))).toContain('shop/service');
  });

  test('what a deployed object does not have yet is unknown in a preview', async () => {
    const build = (app: App, outputs: Outputs) => {
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      const service = new ApiObject(chart, 'service', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 's' },
        spec: {},
      });
      configMap(chart, 'a', {
        host: outputs.from(
          service,
          (live: { status: { loadBalancer: { ip: string } } }) => live.status.loadBalancer.ip,
        ),
      });
    };
    const live = { 'kubernetes:core/v1:Service': { status: {} } };
    const registrations = await deployed(build, {}, { preview: true, live });
    expect(named(registrations, 'shop/a').inputs['data']).toEqual({ host: '<unknown>' });
  });

  test('12 chained charts of 20 objects are deployed without an exponential graph', async () => {
    const registrations = await deployed((app) => {
      const charts = Array.from({ length: 12 }, (_, index) => new Chart(app, `c${index}`));
      for (const [index, chart] of charts.entries()) {
        for (let object = 0; object < 20; object++) configMap(chart, `c${index}-${object}`);
        const before = charts[index - 1];
        if (before !== undefined) chart.addDependency(before);
      }
    });
    expect(registrations).toHaveLength(12 * 21);
    expect(named(registrations, 'c11/c11-19').dependencies).toHaveLength(20);
  });
});

describe('options', () => {
  test('without options an object has the tested provider version and nothing else', async () => {
    const [, object] = await deployed((app) => configMap(new Chart(app, 'shop'), 'a'));
    expect(object).toMatchObject({
      version: '4.34.2',
      provider: '',
      parent: 'urn:pulumi:dev::shop::cdk8s:index:Chart::shop',
    });
    expect(object).toMatchObject({ protect: false, ignoreChanges: [], aliases: [], additionalSecretOutputs: [] });
  });

  test('a callback sets protect, ignoreChanges and aliases of single objects', async () => {
    const registrations = await deployed(
      (app) => {
        const chart = new Chart(app, 'shop');
        configMap(chart, 'a');
        configMap(chart, 'b');
      },
      {
        options: (object, manifest) =>
          manifest.metadata.name === 'a'
            ? { protect: true, ignoreChanges: ['data.x'], aliases: [{ name: `former-${object.node.id}` }] }
            : undefined,
      },
    );
    expect(named(registrations, 'shop/a')).toMatchObject({
      protect: true,
      ignoreChanges: ['data.x'],
      aliases: [{ name: 'former-a' }],
    });
    expect(named(registrations, 'shop/b')).toMatchObject({ protect: false, ignoreChanges: [], aliases: [] });
  });

  test('more secret outputs from the callback are added to those of a Secret', async () => {
    const registrations = await deployed(
      (app) =>
        new ApiObject(new Chart(app, 'shop', { namespace: 'shop' }), 'key', {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'k' },
        }),
      { options: () => ({ additionalSecretOutputs: ['metadata'] }) },
    );
    expect(named(registrations, 'shop/key').additionalSecretOutputs).toEqual(['data', 'stringData', 'metadata']);
  });

  test('deploy returns the resource of each object', async () => {
    let names: string[] = [];
    await record(() => {
      const app = new App();
      const chart = new Chart(app, 'shop');
      const [a, b] = [configMap(chart, 'a'), configMap(chart, 'b')];
      const resources = deploy(app);
      names = [a, b].map((object) => (resources.has(object) ? object.node.id : 'none'));
    });
    expect(names).toEqual(['a', 'b']);
  });
});

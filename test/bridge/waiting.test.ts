import { ApiObject, type App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import type { Outputs } from '../../src/pulumi';
import { dependencyNames, named } from './monitor';
import { configMap, deployed, shop } from './shop';

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
    // later in the tree than the object that takes its value
    const service = new ApiObject(new Chart(app, 'later', { namespace: 'shop' }), 'service', {
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
  const registrations = await deployed(build, {}, { outputs: { 'kubernetes:core/v1:Service': { status } } });
  const { inputs } = named(registrations, 'shop/a');
  expect(inputs['data']).toEqual({ url: 'https://lb.example.com/', ready: 2 });
  expect(dependencyNames(named(registrations, 'shop/a'))).toContain('later/service');
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
      host: outputs.from(service, (live: { status: { loadBalancer: { ip: string } } }) => live.status.loadBalancer.ip),
    });
  };
  const live = { 'kubernetes:core/v1:Service': { status: {} } };
  const registrations = await deployed(build, {}, { preview: true, outputs: live });
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

import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { deploy, type Outputs } from '../../src/pulumi';
import { named, record } from './monitor';
import { configMap, deployed, shop } from './shop';

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

  test('charts are components of a fixed type without inputs; nothing else is', async () => {
    const components = (await deployed(shop)).filter(({ custom }) => !custom);
    expect(components.map(({ type, name, inputs }) => [type, name, inputs])).toEqual([
      ['cdk8s:index:Chart', 'platform', {}],
      ['cdk8s:index:Chart', 'shop', {}],
    ]);
  });

  test('what a construct holds stands in the chart around it, and its name has the path', async () => {
    const registrations = await deployed((app) => {
      const shop = new Chart(app, 'shop', { namespace: 'shop' });
      configMap(new Construct(new Construct(shop, 'settings'), 'files'), 'one');
      configMap(new Construct(new Chart(new Construct(shop, 'group'), 'inner'), 'settings'), 'two');
    });
    const inner = named(registrations, 'shop/group/inner');
    expect(inner.parent).toBe(named(registrations, 'shop').urn);
    expect(named(registrations, 'shop/settings/files/one').parent).toBe(named(registrations, 'shop').urn);
    expect(named(registrations, 'shop/group/inner/settings/two').parent).toBe(inner.urn);
    expect(registrations).toHaveLength(4);
  });

  test('the URN shows that a chart holds the object', async () => {
    expect(named(await deployed(shop), 'shop/api/deployment').urn).toBe(
      'urn:pulumi:dev::shop::cdk8s:index:Chart$kubernetes:apps/v1:Deployment::shop/api/deployment',
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

describe('options', () => {
  test('rejects what the checks find, before anything is registered, unless a rule is waived', async () => {
    const orphan = (app: App) =>
      new ApiObject(new Chart(app, 'shop', { namespace: 'shop' }), 'service', {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'a' },
        spec: { selector: { app: 'nobody' }, ports: [{ port: 80 }] },
      });
    await expect(deployed(orphan, { checks: {} })).rejects.toThrow(
      /\[shop\/service\] v1 Service shop\/a: .*\(rule service-port\)/,
    );
    const waivers = [
      {
        rule: 'service-port',
        reason: 'its pods are deployed by another stack',
        owner: 'team-shop',
        until: '2027-03-31',
      },
    ];
    const on = (day: string) => deployed(orphan, { checks: { waivers, now: new Date(day) } });
    expect(named(await on('2027-03-31'), 'shop/service')).toBeDefined();
    await expect(on('2027-04-01')).rejects.toThrow('the waiver of team-shop ended on 2027-03-31');
  });

  test('a custom kind is of the cluster when the caller says so', async () => {
    const registrations = await deployed(
      (app) =>
        new ApiObject(new Chart(app, 'shop'), 'w', {
          apiVersion: 'example.com/v1',
          kind: 'Widget',
          metadata: { name: 'w' },
        }),
      { clusterScoped: ['example.com/Widget'] },
    );
    expect(named(registrations, 'shop/w').inputs['metadata']).toEqual({ name: 'w' });
  });

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
      const resources = deploy(app, { checks: false });
      names = [a, b].map((object) => (resources.has(object) ? object.node.id : 'none'));
    });
    expect(names).toEqual(['a', 'b']);
  });
});

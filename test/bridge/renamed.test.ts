import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { deploy, type DeployOptions } from '../../src/pulumi';
import { renamed } from '../../src/synth';
import type { MockResource } from 'seaworthy/testing/pulumi';
import { formerUrns, named, record } from './monitor';

function deployed(
  build: (app: App) => void,
  options: () => DeployOptions = () => ({}),
): Promise<readonly MockResource[]> {
  return record(() => {
    const app = new App();
    build(app);
    deploy(app, options());
  });
}

function account(scope: Construct, id = 'account', apiVersion = 'v1'): ApiObject {
  return new ApiObject(scope, id, { apiVersion, kind: 'ServiceAccount', metadata: { name: 'a', namespace: 'shop' } });
}

test('a renamed object is found under its former URN', async () => {
  const before = await deployed((app) => account(new Chart(app, 'shop'), 'identity'));
  const after = await deployed((app) => {
    renamed(account(new Chart(app, 'shop')), { from: 'shop/identity' });
  });
  expect(formerUrns(named(after, 'shop/account'))).toContain(named(before, 'shop/identity').urn);
});

test('a renamed cdk8s-plus object is found under its former URN', async () => {
  const build = (id: string) => (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const made = new kplus.ServiceAccount(chart, id, { metadata: { name: 'a' } });
    if (id === 'account') renamed(made, { from: 'shop/identity' });
  };
  const [before, after] = [await deployed(build('identity')), await deployed(build('account'))];
  expect(formerUrns(named(after, 'shop/account'))).toContain(named(before, 'shop/identity').urn);
});

test('renaming a construct renames everything in it, with the prefix of the deployment', async () => {
  const build = (id: string) => (app: App) => {
    const api = new Construct(new Chart(app, 'shop'), id);
    account(api);
    if (id === 'api') renamed(api, { from: 'shop/backend' });
  };
  const options = () => ({ prefix: 'eu/' });
  const [before, after] = [await deployed(build('backend'), options), await deployed(build('api'), options)];
  expect(formerUrns(named(after, 'eu/shop/api/account'))).toContain(named(before, 'eu/shop/backend/account').urn);
});

test('renaming a chart renames its component and everything in it', async () => {
  const build = (id: string) => (app: App) => {
    const chart = new Chart(app, id);
    account(new Construct(chart, 'api'));
    if (id === 'shop') renamed(chart, { from: 'store' });
  };
  const [before, after] = [await deployed(build('store')), await deployed(build('shop'))];
  expect(formerUrns(named(after, 'shop'))).toContain(named(before, 'store').urn);
  expect(formerUrns(named(after, 'shop/api/account'))).toContain(named(before, 'store/api/account').urn);
});

test.each([
  ['into a chart inside its own', 'shop/account', 'shop/inner/account'],
  ['out of a chart inside its own', 'shop/inner/account', 'shop/account'],
  ['to a chart of less depth', 'shop/inner/account', 'platform/account'],
])('an object that moved %s is found under its former URN', async (_words, from, to) => {
  const build = (place: string) => (app: App) => {
    // all charts are there before and after
    const [shop, platform] = [new Chart(app, 'shop'), new Chart(app, 'platform')];
    const charts = new Map([
      ['shop', shop],
      ['shop/inner', new Chart(shop, 'inner')],
      ['platform', platform],
    ]);
    const moved = account(charts.get(place.replace('/account', '')) ?? app);
    if (place === to) renamed(moved, { from });
  };
  const [before, after] = [await deployed(build(from)), await deployed(build(to))];
  expect(formerUrns(named(after, to))).toContain(named(before, from).urn);
});

test('a construct that moved to another depth is found under its former URN', async () => {
  const before = await deployed((app) => account(new Construct(new Chart(app, 'shop'), 'api')));
  const after = await deployed((app) => {
    const api = new Construct(new Construct(new Chart(app, 'shop'), 'backend'), 'api');
    account(api);
    renamed(api, { from: 'shop/api' });
  });
  expect(formerUrns(named(after, 'shop/backend/api/account'))).toContain(named(before, 'shop/api/account').urn);
});

test.each([
  ['shop/api', 'shop/account'],
  ['shop/account', 'shop/api/account'],
  ['shop/api/account', 'shop/account'],
  ['shop/backend/api/account', 'shop/api/account'],
  ['shop/api/account', 'shop/backend/api/account'],
  ['shop/account', 'shop/backend/api/account'],
])('a cdk8s-plus object that moved from %s to %s is found under its former URN', async (from, to) => {
  const build = (path: string) => (app: App) => {
    const [chart = '', ...ids] = path.split('/');
    const id = ids.pop() ?? '';
    const scope = ids.reduce<Construct>(
      (outer, inner) => new Construct(outer, inner),
      new Chart(app, chart, { namespace: 'shop' }),
    );
    const made = new kplus.ServiceAccount(scope, id, { metadata: { name: 'a' } });
    if (path === to) renamed(made, { from });
  };
  const [before, after] = [await deployed(build(from)), await deployed(build(to))];
  expect(formerUrns(named(after, to))).toContain(named(before, from).urn);
});

test('a chart that moved into a construct is found under its former URN, below a parent or the stack', async () => {
  const places: (() => DeployOptions)[] = [
    () => ({}),
    () => ({ parent: new pulumi.ComponentResource('acme:index:Platform', 'platform') }),
  ];
  for (const place of places) {
    const before = await deployed((app) => account(new Chart(app, 'shop')), place);
    const after = await deployed((app) => {
      const chart = new Chart(new Construct(app, 'group'), 'shop');
      account(chart);
      renamed(chart, { from: 'shop' });
    }, place);
    expect(formerUrns(named(after, 'group/shop'))).toContain(named(before, 'shop').urn);
    expect(formerUrns(named(after, 'group/shop/account'))).toContain(named(before, 'shop/account').urn);
  }
});

test('a former apiVersion is found, alone and together with a former name', async () => {
  const chart = (app: App) => new Chart(app, 'shop');
  const older = await deployed((app) => account(chart(app), 'account', 'example.com/v1beta1'));
  const oldest = await deployed((app) => account(chart(app), 'identity', 'example.com/v1beta1'));
  const after = await deployed((app) => {
    renamed(account(chart(app), 'account', 'example.com/v1'), {
      from: 'shop/identity',
      apiVersion: 'example.com/v1beta1',
    });
  });
  const urns = formerUrns(named(after, 'shop/account'));
  expect(urns).toContain(named(older, 'shop/account').urn);
  expect(urns).toContain(named(oldest, 'shop/identity').urn);
});

test('without renamed() an object has no aliases', async () => {
  const registrations = await deployed((app) => account(new Chart(app, 'shop')));
  expect(registrations.map(({ aliases }) => aliases)).toEqual([[], []]);
});

import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { render, renamed } from '../../src/synth';

/** An App with one ConfigMap, `shop/api`, that was renamed from a path. */
function app(from: string): App {
  const made = new App();
  const chart = new Chart(made, 'shop', { namespace: 'shop' });
  const map = new ApiObject(chart, 'api', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
  renamed(map, { from });
  return made;
}

test('a renamed construct renders as before', () => {
  expect(render(app('shop/backend')).map(({ metadata }) => metadata)).toEqual([{ name: 'a', namespace: 'shop' }]);
});

test('rejects a former path that another construct still has, even one that is made later', () => {
  const made = app('late/backend');
  new Construct(new Chart(made, 'late'), 'backend');
  expect(() => render(made)).toThrow(
    "[shop/api] renamed from 'late/backend' is still the path of a construct; name a path that is gone, or remove that construct",
  );
});

test.each([
  ['shop/api', 'is its path today; name the former path'],
  ['/shop/backend', 'is no path; allowed: ids with / between them: shop/backend; correct the path'],
  ['', 'is no path'],
])('rejects the former path %p', (from, message) => {
  expect(() => render(app(from))).toThrow(`[shop/api] renamed from '${from}' ${message}`);
});

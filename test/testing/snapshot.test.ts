import { ApiObject, App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { snapshot } from 'seaworthy/testing';

const CONTAINERS = [
  { name: 'api', image: 'api:1@sha256:ab12' },
  { name: 'proxy', image: 'proxy:2' },
];

function shop(names: readonly string[] = ['b', 'a']): Chart {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  for (const name of names)
    new ApiObject(chart, name, {
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      metadata: { name, annotations: { 'acme.com/commit': 'f00' } },
      spec: { containers: CONTAINERS },
    });
  return chart;
}

test('each object is YAML under its reference, sorted', () => {
  expect(Object.keys(snapshot(shop()))).toEqual(['Thing/shop/a', 'Thing/shop/b']);
  expect(snapshot(shop(['a']))['Thing/shop/a']).toBe(
    [
      'apiVersion: example.com/v1',
      'kind: Thing',
      'metadata:',
      '  annotations:',
      '    acme.com/commit: f00',
      '  name: a',
      '  namespace: shop',
      'spec:',
      '  containers:',
      '    - image: api:1@sha256:ab12',
      '      name: api',
      '    - image: proxy:2',
      '      name: proxy',
      '',
    ].join('\n'),
  );
});

test('the order of construction changes nothing', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 4 }), (names) => {
      expect(JSON.stringify(snapshot(shop(names)))).toBe(JSON.stringify(snapshot(shop(['a', 'b', 'c', 'd']))));
    }),
  );
});

test('two kinds of one name in two API groups are both kept', () => {
  const chart = shop(['a']);
  new ApiObject(chart, 'twin', { apiVersion: 'example.org/v1', kind: 'Thing', metadata: { name: 'a' } });
  expect(Object.keys(snapshot(chart))).toEqual(['Thing/shop/a', 'Thing/shop/a (2)']);
});

test.each([
  ['spec.containers[*].image', ['image: <masked>', 'image: <masked>']],
  ['spec.containers[1].image', ['image: api:1@sha256:ab12', 'image: <masked>']],
  ['**.image', ['image: <masked>', 'image: <masked>']],
  ['spec.*[0].image', ['image: <masked>', 'image: proxy:2']],
  [/sha256:[0-9a-f]+/, ['image: api:1@<masked>', 'image: proxy:2']],
])('mask %s covers what it names', (mask, images) => {
  const text = snapshot(shop(['a']), { mask: [mask] })['Thing/shop/a'] ?? '';
  expect(text.match(/image: .*/g)).toEqual(images);
});

test('a key with dots and slashes is masked in quotes', () => {
  const text = snapshot(shop(['a']), { mask: ['metadata.annotations["acme.com/commit"]'] })['Thing/shop/a'];
  expect(text).toContain('acme.com/commit: <masked>');
});

test('rejects masks that match nothing, all at once', () => {
  expect(() => snapshot(shop(), { mask: ['spec.image', '**.name', /nowhere/] })).toThrow(
    "mask 'spec.image', /nowhere/ matches nothing that is rendered; correct or remove it",
  );
});

test.each(['', 'spec..image', 'spec.containers[', 'spec image'])('rejects %j as a mask', (mask) => {
  expect(() => snapshot(shop(), { mask: [mask] })).toThrow(`mask '${mask}' is no field path; allowed: `);
});

test('rejects a mask over all metadata', () => {
  expect(() => snapshot(shop(), { mask: ['metadata'] })).toThrow('mask fields below them');
});

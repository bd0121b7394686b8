import fc from 'fast-check';
import { forbiddenPaths, layerOf, mergeLayers } from '../../src/settings/layers';
import { pathText, segmentsOf, valueAt } from '../../src/settings/setting-path';

const key = fc.stringMatching(/^[a-z]{1,3}$/);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.integer(),
    fc.string(),
    fc.boolean(),
    fc.array(fc.integer(), { maxLength: 3 }),
    tie('group'),
  ),
  group: fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
}));
const group = fc.dictionary(key, tree, { maxKeys: 4 });

test('groups are merged setting by setting', () => {
  expect(mergeLayers([{ scale: { min: 1, max: 2 }, port: 1 }, { scale: { max: 9 } }])).toEqual({
    scale: { min: 1, max: 9 },
    port: 1,
  });
});

test('lists are replaced whole', () => {
  expect(mergeLayers([{ hosts: ['a', 'b'] }, { hosts: ['c'] }])).toEqual({ hosts: ['c'] });
});

test('undefined says nothing, null takes back', () => {
  expect(
    mergeLayers([
      { a: 1, b: { c: 2 } },
      { a: undefined, b: null },
    ]),
  ).toEqual({ a: 1 });
  expect(mergeLayers([{ a: 1 }, { a: null }, { a: 3 }])).toEqual({ a: 3 });
});

test('a plain value and a group replace each other', () => {
  expect(mergeLayers([{ a: 1 }, { a: { b: 2 } }])).toEqual({ a: { b: 2 } });
  expect(mergeLayers([{ a: { b: 2 } }, { a: 1 }])).toEqual({ a: 1 });
});

test('merging a layer with nothing gives the layer', () => {
  fc.assert(
    fc.property(group, (layer) => {
      expect(mergeLayers([layer, {}])).toEqual(layer);
      expect(mergeLayers([{}, layer])).toEqual(layer);
      expect(mergeLayers([layer, layer])).toEqual(layer);
    }),
  );
});

test('merging is associative', () => {
  fc.assert(
    fc.property(group, group, group, (a, b, c) => {
      expect(mergeLayers([mergeLayers([a, b]), c])).toEqual(mergeLayers([a, mergeLayers([b, c])]));
    }),
  );
});

test('the strongest layer wins at each of its values', () => {
  fc.assert(
    fc.property(group, group, (lower, upper) => {
      const merged = mergeLayers([lower, upper]);
      for (const name of Object.keys(upper)) {
        const value = upper[name];
        if (typeof value !== 'object' || Array.isArray(value)) expect(valueAt(merged, [name])).toEqual(value);
      }
      for (const name of Object.keys(lower))
        if (!Object.hasOwn(upper, name)) expect(valueAt(merged, [name])).toEqual(lower[name]);
    }),
  );
});

test('layers stay as they are', () => {
  fc.assert(
    fc.property(group, group, (lower, upper) => {
      const before = structuredClone([lower, upper]);
      mergeLayers([lower, upper]);
      expect([lower, upper]).toEqual(before);
    }),
  );
});

test('reserved names are found wherever they are, and never merged', () => {
  const data: unknown = JSON.parse('{"a": [{"__proto__": {"x": 1}}], "b": {"prototype": 1}, "constructor": 2}');
  expect(forbiddenPaths(data)).toEqual([['a', 0, '__proto__'], ['b', 'prototype'], ['constructor']]);
  const polluted: unknown = JSON.parse('{"__proto__": {"polluted": true}}');
  const merged = mergeLayers([{}, polluted]);
  expect(merged).toEqual({});
  expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
});

test('the layer of a value is the last one that says something about it', () => {
  const layers = [
    { from: 'base', values: { a: { b: 1, c: 1 } } },
    { from: 'prod', values: { a: { b: 2, c: null } } },
  ];
  expect(layerOf(layers, ['a', 'b'])?.from).toBe('prod');
  expect(layerOf(layers, ['a', 'c'])?.from).toBe('base');
  expect(layerOf(layers, ['d'])).toBeUndefined();
});

test('a path leads through objects and lists, by their own keys alone', () => {
  const data = { a: [{ b: 1 }], text: 'abc', nothing: null };
  expect(valueAt(data, ['a', 0, 'b'])).toBe(1);
  expect([valueAt(data, ['text', 'length']), valueAt(data, ['nothing', 'b']), valueAt(data, ['a', 'map'])]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('a path is written and read back alike', () => {
  const segment = fc.oneof(
    fc.nat(99),
    fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_-]{0,8}$/),
    fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme-ascii' }),
  );
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 5 }), (path) => {
      expect(segmentsOf(pathText(path))).toEqual(path);
    }),
  );
});

test('a path reads as people write it', () => {
  expect(pathText(['featureApi', 'secrets', 0, 'key'])).toBe('featureApi.secrets[0].key');
  expect(pathText(['labels', 'app.kubernetes.io/name'])).toBe('labels["app.kubernetes.io/name"]');
});

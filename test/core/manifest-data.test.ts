import fc from 'fast-check';
import {
  asData,
  asList,
  asText,
  dataAt,
  listAt,
  someText,
  textAt,
  textsAt,
  textsIn,
  valueAt,
  valueAtPath,
  type Data,
} from '../../src/core/manifest-data';
import { token } from '../checks/objects';

const data = { a: { b: [1, 'x', { c: 'y' }], d: 'text', n: null }, t: token(1) };

test('what is not there, or of another type, is empty', () => {
  expect([dataAt(data, 'a', 'd'), dataAt(data, 'x', 'y'), dataAt(data, 'a', 'n')]).toEqual([{}, {}, {}]);
  expect([listAt(data, 'a', 'd'), listAt(data, 'a', 'b')]).toEqual([[], [{ c: 'y' }]]);
  expect([textAt(data, 'a', 'b'), textAt(data, 'a', 'd')]).toEqual([undefined, 'text']);
  expect([textsAt(data, 'a', 'd'), textsAt(data, 'a', 'b')]).toEqual([[], ['x']]);
});

test('a field that is read where its name stands says what a path of that name does', () => {
  const own = fc.string().filter((name) => !(name in {}));
  const fields = fc.dictionary(own, fc.oneof(fc.anything({ maxDepth: 2 }), fc.constant(token(1))));
  fc.assert(
    fc.property(fields, own, (some, other) => {
      for (const name of [...Object.keys(some), other]) {
        const field = some[name];
        expect([asText(field), asData(field)]).toEqual([textAt(some, name), dataAt(some, name)]);
        expect(asList(field)).toEqual(listAt(some, name));
      }
    }),
  );
  // what every object inherits is no data
  const empty: Data = {};
  for (const name of ['toString', 'constructor'])
    expect([asText(empty[name]), asData(empty[name]), asList(empty[name])]).toEqual([undefined, {}, []]);
});

test('a list has no object where it has a hole', () => {
  const list: unknown[] = [{ a: 1 }];
  list[2] = { a: 2 };
  expect(listAt({ list }, 'list')).toEqual([{ a: 1 }, { a: 2 }]);
});

test('a path may be of any length', () => {
  const deep = { a: { b: { c: { d: { e: 'text' } } } } };
  expect(valueAtPath(deep, ['a', 'b', 'c', 'd', 'e'])).toBe('text');
  expect(valueAt(deep, 'a', 'b', 'c', 'd')).toEqual({ e: 'text' });
  expect(valueAtPath(deep, ['a', 'x', 'c'])).toBeUndefined();
  expect(valueAtPath(data, ['t', 'any', 'thing'])).toBe(token(1));
  expect(valueAtPath(deep, [])).toBe(deep);
});

test('only own properties count', () => {
  expect(valueAt({}, 'toString')).toBeUndefined();
  expect(valueAt({ a: {} }, 'a', 'constructor')).toBeUndefined();
});

test('below a token everything is that token', () => {
  expect(valueAt(data, 't', 'any', 'thing')).toBe(token(1));
  expect(textsAt(data, 't', 'any')).toEqual([token(1)]);
  expect([dataAt(data, 't'), listAt(data, 't')]).toEqual([{}, []]);
});

test('every text is found with its path', () => {
  expect([...textsIn(data)]).toEqual([
    { path: 'a.b[1]', text: 'x' },
    { path: 'a.b[2].c', text: 'y' },
    { path: 'a.d', text: 'text' },
    { path: 't', text: token(1) },
  ]);
});

test('a text is looked for in all lists and maps, and in values alone', () => {
  expect(someText(data, (text) => text === 'y')).toBe(true);
  expect(someText(data, (text) => text === 'c')).toBe(false);
  expect([someText('x', () => true), someText(1, () => true), someText(null, () => true)]).toEqual([
    true,
    false,
    false,
  ]);
});

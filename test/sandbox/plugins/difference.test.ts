import fc from 'fast-check';
import { at } from '../../../sandbox/plugins/protocol/json';
import { UNKNOWN } from '../../../sandbox/plugins/protocol/property-map';
import { changes, pathText } from '../../../sandbox/plugins/resource-kubernetes/difference';
import { plainObject } from './plain-data';

describe('the changes from one object to another', () => {
  test.each([
    ['an added member', { a: 1 }, { a: 1, b: 2 }, [['b', 'add']]],
    ['a removed member', { a: 1, b: 2 }, { a: 1 }, [['b', 'delete']]],
    ['another value, where it is', { a: { b: [1, 2] } }, { a: { b: [1, 3] } }, [['a.b[1]', 'update']]],
    ['another type', { a: [1] }, { a: { b: 1 } }, [['a', 'update']]],
    ['a longer list', { a: [1] }, { a: [1, 2] }, [['a[1]', 'add']]],
    ['a shorter list', { a: [1, 2] }, { a: [1] }, [['a[1]', 'delete']]],
    ['a value that is not known yet, also in place of itself', { a: UNKNOWN }, { a: UNKNOWN }, [['a', 'update']]],
  ])('are %s', (_, before, after, expected) => {
    expect(changes(before, after).map(({ path, kind }) => [pathText(path), kind])).toEqual(expected);
  });

  test('are none between equal objects', () => {
    fc.assert(
      fc.property(plainObject, (object) => {
        expect(changes(object, structuredClone(object))).toEqual([]);
      }),
    );
  });

  test('lead to the values that differ', () => {
    fc.assert(
      fc.property(plainObject, plainObject, (before, after) => {
        for (const change of changes(before, after)) {
          expect(at(before, ...change.path)).toEqual(change.before);
          expect(at(after, ...change.path)).toEqual(change.value);
          expect(change.before).not.toEqual(change.value);
        }
      }),
    );
  });

  test('are the same seen from the other side, with additions for deletions', () => {
    fc.assert(
      fc.property(plainObject, plainObject, (before, after) => {
        const there = changes(before, after).map(({ path }) => pathText(path));
        const back = changes(after, before).map(({ path }) => pathText(path));
        expect(there.sort()).toEqual(back.sort());
      }),
    );
  });
});

describe('the text of a path', () => {
  test.each([
    [['spec', 'containers', 0, 'image'], 'spec.containers[0].image'],
    [['metadata', 'annotations', 'pulumi.com/skipAwait'], 'metadata.annotations["pulumi.com/skipAwait"]'],
    [['data', 'say "hi"'], 'data["say \\"hi\\""]'],
    [['data', ''], 'data[""]'],
    [['a'], 'a'],
  ])('%j is %s', (path, expected) => {
    expect(pathText(path)).toBe(expected);
  });

  test('tells two paths apart', () => {
    const step = fc.oneof(fc.string(), fc.nat(9));
    const path = fc.array(step, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(path, path, (left, right) => {
        fc.pre(JSON.stringify(left) !== JSON.stringify(right));
        expect(pathText(left)).not.toBe(pathText(right));
      }),
    );
  });
});

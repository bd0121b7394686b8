import fc from 'fast-check';
import { emit } from '../../src/synth/emit';
import { render } from '../../src/synth';
import { compose } from '../../systems/compose';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { SYSTEM_NAMES } from '../../systems/systems';
import { LINES, nastyManifest, NO_TEXTS, TEXTS } from './nasty';
import { everyReader, readByAll } from './readers';

const manifest = (data: unknown) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map' }, data });

/** The lines of some data in an object, without those before it and without their indent. */
function written(data: unknown): string[] {
  const [text = ''] = emit([manifest(data)])
    .split('metadata:\n  name: map\ndata:')
    .slice(1);
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.replace(/^ {2}/, ''))
    .slice(text.startsWith('\n') ? 1 : 0);
}

describe('every reader gets back', () => {
  test.each(ENVIRONMENT_NAMES)('all systems in %s', (environment) => {
    const objects = render(compose({ environment, systems: SYSTEM_NAMES, now: new Date() }));
    expect(readByAll(emit(objects))).toEqual(everyReader(objects));
  });

  test.each([...NO_TEXTS, ...LINES, ...TEXTS].map((text) => [text]))('%j, as value, item and key', (text) => {
    const data = {
      value: text,
      items: [text, [text]],
      [`${text}key`]: 1,
      keys: { [text]: text, last: [{ [text]: [text] }] },
    };
    const manifests = [{ ...manifest(data), [text]: text }, manifest({ last: text }), manifest('x')];
    expect(readByAll(emit(manifests))).toEqual(everyReader(manifests));
  });

  test('whatever data there are', () => {
    fc.assert(
      fc.property(fc.array(nastyManifest, { maxLength: 3 }), (manifests) => {
        expect(readByAll(emit(manifests))).toEqual(everyReader(manifests));
      }),
      { numRuns: 1000 },
    );
  });

  test('keys that are too long for a line with their value, or have several lines', () => {
    // 1,024 characters, quotes included, are what a reader looks through
    const long = [1022, 1023, 1024, 1025, 5000].flatMap((length) => ['k'.repeat(length), ': '.padEnd(length, 'k')]);
    const manifests = [...long, 'a\nb\n', '\n'].map((key) =>
      manifest({ [key]: 1, list: [{ [key]: { a: 1 } }, [{ [key]: [{}, [1]] }]], lines: { [key]: 'a\nb\n' } }),
    );
    expect(readByAll(emit(manifests))).toEqual(everyReader(manifests));
  });

  test('a text of a megabyte, on one line and on many', () => {
    const manifests = [
      manifest('x'.repeat(2 ** 20)),
      manifest(': '.repeat(2 ** 19)),
      manifest('some line\n'.repeat(10_000)),
    ];
    expect(readByAll(emit(manifests))).toEqual(everyReader(manifests));
  });

  test('data as deep as synthesis lets them be', () => {
    const deep = (wrap: (inner: unknown) => unknown) => {
      let data: unknown = 'x';
      for (let level = 1; level < 500; level += 1) data = wrap(data);
      return manifest(data);
    };
    const manifests = [deep((inner) => ({ a: inner })), deep((inner) => [inner])];
    expect(readByAll(emit(manifests))).toEqual(everyReader(manifests));
  });
});

test('refuses data that go deeper than that, and data without end', () => {
  const endless: Record<string, unknown> = {};
  endless['again'] = [endless];
  let deep: unknown = 'x';
  for (let level = 0; level < 500; level += 1) deep = level % 2 === 0 ? [deep] : { a: deep };
  for (const data of [endless, deep]) expect(() => emit([manifest(data)])).toThrow('goes deeper than 500 levels');
});

describe('numbers', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [8080, '8080'],
    [-1, '-1'],
    [0.1, '0.1'],
    [-99.95, '-99.95'],
    [2 ** 53, '9007199254740992'],
    [123456789012345680000, '123456789012345680000'],
    // a float of YAML 1.1 has a point
    [1e21, '1.0e+21'],
    [-1e-7, '-1.0e-7'],
    [1.5e300, '1.5e+300'],
  ])('%d is %s', (number, text) => {
    expect(written(number)).toEqual([` ${text}`]);
  });

  test.each([NaN, Infinity, -Infinity, 1n, () => 1, Symbol('x')])('rejects %p', (value) => {
    expect(() => emit([manifest({ value })])).toThrow(TypeError);
  });
});

describe('layout', () => {
  test('no objects are no text', () => {
    expect(emit([])).toBe('');
  });

  test('documents have a line of dashes between them, and none around them', () => {
    expect(emit([manifest('a'), manifest('b')])).toBe(`apiVersion: v1
kind: ConfigMap
metadata:
  name: map
data: a
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: map
data: b
`);
  });

  test('blocks, two spaces deeper, lists below their key', () => {
    expect(
      written({ args: ['--port', 80, { a: 1, b: [true] }, [null, ['x']]], empty: [{}, []], none: {}, list: [] }),
    ).toEqual(
      `args:
  - --port
  - 80
  - a: 1
    b:
      - true
  - - null
    - - x
empty:
  - {}
  - []
none: {}
list: []`.split('\n'),
    );
  });

  test('fields keep their order', () => {
    expect(written({ b: 1, a: 2, C: 3 })).toEqual(['b: 1', 'a: 2', 'C: 3']);
  });

  test('a field without a value is left out, an item without one is null', () => {
    const sparse: unknown[] = [];
    sparse[2] = 'x';
    expect(written({ a: undefined, b: { c: undefined }, list: [undefined, 1], sparse })).toEqual([
      'b: {}',
      'list:',
      '  - null',
      '  - 1',
      'sparse:',
      '  - null',
      '  - null',
      '  - x',
    ]);
  });

  test('what is shared is written out at each place, without anchors', () => {
    const labels = { app: 'api' };
    expect(written({ a: labels, b: [labels] })).toEqual(['a:', '  app: api', 'b:', '  - app: api']);
  });

  test('a key that is too long for a line stands on its own', () => {
    const key = 'k'.repeat(1100);
    expect(written({ [key]: 1, b: [{ [key]: { c: 2 } }] })).toEqual([
      `? ${key}`,
      ': 1',
      'b:',
      `  - ? ${key}`,
      '    :',
      '      c: 2',
    ]);
  });
});

import { field } from '../../src/settings';
import { readField } from './read-field';

const port = field.group({ name: field.dnsLabel(), port: field.port() });

describe('list', () => {
  test('reads entries in their order', () => {
    expect(readField(field.list(field.integer()), [3, 1, 2])).toEqual([3, 1, 2]);
  });

  test('has no ends, and lets entries repeat, unless told otherwise', () => {
    expect(readField(field.list(field.integer()), [])).toEqual([]);
    expect(readField(field.list(field.integer()), [1, 1])).toEqual([1, 1]);
  });

  test('rejects too few and too many entries', () => {
    const some = field.list(field.integer(), { min: 1, max: 2 });
    expect(() => readField(some, [])).toThrow(
      'value is too short; allowed: a list of 1 to 2 entries, each a whole number',
    );
    expect(() => readField(some, [1, 2, 3])).toThrow('value is too long; allowed: a list of 1 to 2 entries');
  });

  test('says how many entries there may be, where it matters', () => {
    const allowed = (list: Parameters<typeof readField>[0]) => () => readField(list, 'x');
    expect(allowed(field.list(field.integer()))).toThrow('allowed: a list, each a whole number');
    expect(allowed(field.list(field.integer(), { min: 2 }))).toThrow(
      'allowed: a list of 2 or more entries, each a whole number',
    );
  });

  test('rejects a wrong entry at its index', () => {
    expect(() =>
      readField(field.list(port), [
        { name: 'http', port: 80 },
        { name: 'metrics', port: 0 },
      ]),
    ).toThrow('value[1].port 0 is too small');
  });

  test('rejects each repeated name, together with what else is wrong', () => {
    const ports = [
      { name: 'http', port: 80 },
      { name: 'http', port: 0 },
      { name: 'http', port: 81 },
    ];
    expect(() => readField(field.list(port, { unique: 'name' }), ports)).toThrow(
      /^3 problems in the settings:\n {2}value\[1\]\.port 0 is too small.*\n {2}value\[1\]\.name 'http' is there twice, first in entry 0.*\n {2}value\[2\]\.name 'http' is there twice/,
    );
  });

  test('rejects repeated entries', () => {
    expect(() => readField(field.list(field.string(), { unique: true }), ['a', 'b', 'a'])).toThrow(
      "value[2] 'a' is there twice, first in entry 0",
    );
  });
});

describe('record', () => {
  test('reads values under free names', () => {
    expect(readField(field.record(field.integer()), { a: 1, b: 2 })).toEqual({ a: 1, b: 2 });
  });

  test('rejects a wrong value under its name', () => {
    expect(() => readField(field.record(field.port()), { 'my.port': 0 })).toThrow('value["my.port"] 0 is too small');
  });

  test('rejects a name that does not fit', () => {
    const variables = field.record(field.string(), { names: { matches: /^[A-Z_]+$/, means: 'capitals' } });
    expect(readField(variables, { LOG_LEVEL: 'info' })).toEqual({ LOG_LEVEL: 'info' });
    expect(() => readField(variables, { 'log-level': 'info' })).toThrow(
      'value.log-level is not a name that may stand here; allowed: capitals; rename it',
    );
  });
});

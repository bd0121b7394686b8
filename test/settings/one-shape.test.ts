import { field, readSettings } from '../../src/settings';
import type { SettingsOf } from '../../src/settings';
import { readField } from './read-field';

const database = field.oneShape('kind', {
  host: field.group({ host: field.dnsName(), port: field.port().default(5432) }),
  selector: field
    .group({ namespace: field.dnsLabel(), app: field.dnsLabel() })
    .rule(({ namespace, app }) =>
      namespace === app ? { prop: 'app', problem: 'is the namespace', fix: 'rename it' } : undefined,
    ),
});

/** Compiles only when the name of the shape tells the compiler which settings are there. */
function address(settings: SettingsOf<typeof database>): string {
  return settings.kind === 'host' ? `${settings.host}:${settings.port}` : `${settings.app}.${settings.namespace}`;
}

test('reads the shape that is named, with its defaults', () => {
  expect(address(readField(database, { kind: 'host', host: 'db.example.com' }))).toBe('db.example.com:5432');
  expect(address(readField(database, { kind: 'selector', namespace: 'data', app: 'postgres' }))).toBe('postgres.data');
});

test('rejects a shape that does not exist, with the nearest one', () => {
  expect(() => readField(database, { kind: 'hots', host: 'a' })).toThrow(
    "value.kind 'hots' is not one of the choices; allowed: 'host', 'selector'; did you mean 'host'?",
  );
});

test('rejects a missing name of the shape', () => {
  expect(() => readField(database, { host: 'a' })).toThrow("value.kind is missing; allowed: 'host', 'selector'");
});

test('rejects a missing group with an example of its first shape', () => {
  expect(() => readField(field.group({ database }), {})).toThrow(
    `value.database is missing; allowed: a group with kind: 'host', 'selector'; add it, for example database: {"kind":"host","host":"api.example.com"}`,
  );
});

test('rejects settings of another shape, with the names that this one has', () => {
  expect(() => readField(database, { kind: 'host', host: 'a', app: 'b' })).toThrow(
    'value.app is not a setting; allowed: kind, host, port',
  );
});

test('rejects what the rules of the shape refuse', () => {
  expect(() => readField(database, { kind: 'selector', namespace: 'a', app: 'a' })).toThrow(
    "value.app 'a' is the namespace; rename it",
  );
});

test('a layer that names another shape replaces the one below whole', () => {
  const settings = readSettings(field.group({ database }), [
    { from: 'base', values: { database: { kind: 'selector', namespace: 'data', app: 'postgres' } } },
    { from: 'prod', values: { database: { kind: 'host', host: 'db.example.com' } } },
  ]);
  expect(settings.database).toEqual({ kind: 'host', host: 'db.example.com', port: 5432 });
});

test('a layer that names the same shape, or none, is merged', () => {
  const settings = readSettings(field.group({ database }), [
    { from: 'base', values: { database: { kind: 'host', host: 'db.example.com' } } },
    { from: 'staging', values: { database: { kind: 'host', port: 6432 } } },
    { from: 'override', values: { database: { host: 'other.example.com' } } },
  ]);
  expect(settings.database).toEqual({ kind: 'host', host: 'other.example.com', port: 6432 });
});

test('rejects a union without shapes', () => {
  expect(() => field.oneShape('kind', {})).toThrow('has no shape to choose');
});

import { field } from '../../src/settings';
import type { LayerFor, SettingsOf, WrittenFor } from '../../src/settings';
import { readField } from './read-field';

const schema = field.group({
  port: field.port(),
  cpu: field.cpu().optional(),
  drain: field.duration().default('20s'),
  scale: field.group({ min: field.integer(), max: field.integer() }),
});

test('the types of what is written and of what is read follow from the schema', () => {
  const written: WrittenFor<typeof schema> = { port: 80, scale: { min: 1, max: 2 } };
  const layer: LayerFor<typeof schema> = { scale: { max: 3 }, drain: null };
  const settings: SettingsOf<typeof schema> = readField(schema, { ...written, ...layer, scale: { min: 1, max: 3 } });
  const seconds: number = settings.drain.toSeconds();
  const cpu: string | undefined = settings.cpu?.amount;
  expect([seconds, cpu]).toEqual([20, undefined]);

  // @ts-expect-error -- a port is a number
  const wrong: LayerFor<typeof schema> = { port: '80' };
  // @ts-expect-error -- scale has no such setting
  const unknown: LayerFor<typeof schema> = { scale: { most: 3 } };
  // @ts-expect-error -- port is required
  const missing: WrittenFor<typeof schema> = { scale: { min: 1, max: 2 } };
  expect([wrong, unknown, missing]).toHaveLength(3);
});

test('methods give new fields and leave the old one as it was', () => {
  const port = field.port();
  const withDefault = port.default(80);
  expect(readField(field.group({ port: withDefault }), {})).toEqual({ port: 80 });
  expect(() => readField(field.group({ port }), {})).toThrow('value.port is missing');
});

test('a group keeps its rules when it is described or made secret', () => {
  const ruled = field
    .group({ a: field.integer() })
    .rule(({ a }) => (a === 1 ? { prop: 'a', problem: 'is one', fix: 'take two' } : undefined));
  expect(() => readField(ruled.describe('described'), { a: 1 })).toThrow('value.a 1 is one; take two');
  expect(() => readField(ruled.secret(), { a: 1 })).toThrow('value.a is one; take two');
});

test('every setting inside a secret group is hidden', () => {
  const hidden = field.group({ inner: field.group({ pin: field.integer() }) }).secret();
  expect(() => readField(hidden, { inner: { pin: 'hunter2' } })).toThrow('value.inner.pin is text, not a whole number');
});

test('a setting that another schema reads later takes any value', () => {
  const later = field.record(field.anything());
  expect(readField(later, { a: 1, b: { c: ['x'] }, d: 'text' })).toEqual({ a: 1, b: { c: ['x'] }, d: 'text' });
});

test('rejects a default that its own field refuses', () => {
  expect(() => field.port().default(0)).toThrow(
    'the default 0 is refused by its own field; allowed: a whole number from 1 to 65535',
  );
  expect(() => field.string({ max: 3 }).secret().default('hunter2')).toThrow(/^a default is refused by its own field/);
});

test('a default of a group is filled in with the defaults inside', () => {
  const limits = field.group({
    limits: field.group({ cpu: field.cpu().default('1'), burst: field.boolean().default(true) }).default({}),
  });
  expect(readField(limits, {})).toMatchObject({ limits: { burst: true } });
  expect(readField(limits, { limits: { burst: false } }).limits).toMatchObject({ burst: false, cpu: { amount: '1' } });
});

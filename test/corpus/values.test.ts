import fc from 'fast-check';
import { capabilities, External, PostgresEndpoint } from 'seaworthy';
import { check } from 'seaworthy/checks';
import { expectRefusal, refusalOf } from './refusal-table';
import { ACCEPTED, REFUSED } from './value-cases';

test.each(REFUSED)('rejects %s', (_title, call, ...wanted) => {
  expectRefusal(refusalOf(call), ...wanted);
});

test.each(ACCEPTED)('takes %s', (_title, call) => {
  expect(refusalOf(call)).toBe('nothing was refused');
});

const odd = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true });

test.each<[string, (value: never) => unknown]>([
  ['PostgresEndpoint.of', PostgresEndpoint.of],
  ['External.pods', (value) => External.pods('gateway', value)],
  ['External.https', (value) => External.https('hooks.example.com', value)],
  ['capabilities', capabilities],
  ['check', (value) => check({ objects: [] }, { waivers: value })],
])('whatever %s gets, it takes or refuses it with what is allowed', (_name, call) => {
  const keys = fc.constantFrom('name', 'host', 'cidrs', 'port', 'namespace', 'podLabels', 'ports', 'dns', 'kubernetes');
  fc.assert(
    fc.property(fc.oneof(odd, fc.dictionary(keys, odd), fc.array(odd)), (value) => {
      // any value at all, as JavaScript may hand it in
      const message = refusalOf(() => call(value as never));
      expect(message).toMatch(/allowed: |^nothing was refused$/);
      expect(message).not.toMatch(/\[object |Cannot read|is not a function|not iterable/);
    }),
  );
});

import { field } from '../../src/settings';
import { readField } from './read-field';

const range = field
  .group({ min: field.integer(), max: field.integer() })
  .rule(({ min, max }) =>
    min > max
      ? { prop: 'min', value: min, problem: `is more than max (${max})`, allowed: `at most ${max}`, fix: 'lower it' }
      : undefined,
  );

test('the props of a refusal are paths inside the group, wherever the group is', () => {
  const nested = field.group({ ranges: field.list(range), named: field.record(range) });
  const written = {
    ranges: [
      { min: 1, max: 2 },
      { min: 3, max: 2 },
    ],
    named: { 'a.b': { min: 5, max: 4 } },
  };
  expect(() => readField(nested, written)).toThrow(
    /^2 problems in the settings:\n {2}value\.ranges\[1\]\.min 3 is more than max \(2\); allowed: at most 2; lower it.*\n {2}value\.named\["a\.b"\]\.min 5 is more than max \(4\)/,
  );
});

test('rejects scaling on use of CPU that nothing reserves', () => {
  const service = field
    .group({ cpu: field.cpu().optional(), scaleOn: field.group({ cpu: field.percent().optional() }) })
    .rule(({ cpu, scaleOn }) =>
      scaleOn.cpu !== undefined && cpu === undefined
        ? {
            prop: 'scaleOn.cpu',
            problem: 'is a share of CPU that is not reserved',
            allowed: 'only beside cpu',
            fix: 'set cpu',
          }
        : undefined,
    );
  expect(() => readField(service, { scaleOn: { cpu: 70 } })).toThrow(
    'value.scaleOn.cpu 70 is a share of CPU that is not reserved; allowed: only beside cpu; set cpu',
  );
  expect(readField(service, { cpu: 1, scaleOn: { cpu: 70 } }).scaleOn.cpu?.value).toBe(70);
});

test('several rules, and several refusals of one, are all told', () => {
  const ruled = range
    .rule(({ max }) => [
      { prop: 'max', value: max, problem: 'is odd', fix: 'round it' },
      { prop: 'min', problem: 'is lonely', fix: 'add one' },
    ])
    .rule(() => []);
  expect(() => readField(ruled, { min: 2, max: 1 })).toThrow(/^3 problems/);
});

test('a rule about the group as a whole is told at its path, without its value', () => {
  const whole = field.group({
    group: range.rule(() => ({ prop: '', value: 'hunter2', problem: 'is empty', fix: 'fill it' })),
  });
  expect(() => readField(whole, { group: { min: 1, max: 2 } })).toThrow('value.group is empty; fill it');
});

test('a rule sees values as they were read, with defaults', () => {
  const seen: unknown[] = [];
  const ruled = field
    .group({ share: field.percent(), drain: field.duration().default('20s'), on: field.boolean().optional() })
    .rule((values) => {
      seen.push(values.share.value, values.drain.toSeconds(), values.on);
      return undefined;
    });
  readField(ruled, { share: '70%' });
  expect(seen).toEqual([70, 20, undefined]);
});

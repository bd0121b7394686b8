import fc from 'fast-check';
import { check, examine, explainWaiver, type Waiver } from '../../src/checks';
import { deploymentOf, object } from './objects';

const objects = [deploymentOf({ image: 'nginx' }), object('v1', 'Secret', { name: 'keys' }, { data: { a: 'YQ==' } })];
const waiver: Waiver = {
  rule: 'unpinned-image',
  reason: 'the vendor pushes no other tag',
  owner: 'team-shop',
  until: '2027-03-31',
};
const now = new Date('2027-01-15T12:00:00Z');
const ruleIds = (change: Partial<Waiver> = {}, at = now) =>
  check({ objects }, { waivers: [{ ...waiver, ...change }], now: at }).map(({ rule }) => rule);

test('a waived rule is not applied, and all others are', () => {
  expect(check({ objects }).map(({ rule }) => rule)).toEqual([
    'missing-default-deny',
    'plain-text-secret',
    'unpinned-image',
  ]);
  expect(ruleIds()).toEqual(['missing-default-deny', 'plain-text-secret']);
});

test('a path takes a construct and all below it out, and nothing beside it', () => {
  expect(ruleIds({ path: 'app/api' })).not.toContain('unpinned-image');
  expect(ruleIds({ path: 'app/api/Deployment' })).not.toContain('unpinned-image');
  expect(ruleIds({ path: 'app/ap' })).toContain('unpinned-image');
});

test('holds to the end of its last day in UTC, and not a moment longer', () => {
  expect(ruleIds({}, new Date('2027-03-31T23:59:59.999Z'))).not.toContain('unpinned-image');
  expect(ruleIds({}, new Date('2027-04-01T00:00:00.000Z'))).toContain('unpinned-image');
});

test('an option that is misspelled or gone is refused, not passed over', () => {
  const options = { without: [{ rule: 'unpinned-image' }], waivers: [{ ...waiver, till: '2027-03-31' }], now };
  expect(() => check({ objects }, options)).toThrow(
    [
      'checks: waivers[0].till is not known; allowed: rule, reason, owner, until, path; correct the name, or remove it',
      'without is not known; allowed: waivers, now; correct the name, or remove it',
    ].join('\n  '),
  );
});

test('after its last day it is an error that names owner, day and reason, beside what it covered', () => {
  const findings = check({ objects }, { waivers: [{ ...waiver, path: 'app/api' }], now: new Date('2027-04-01') });
  expect(findings.filter(({ rule }) => rule === 'unpinned-image')).toEqual([
    {
      rule: 'unpinned-image',
      severity: 'error',
      path: 'app/api',
      object: 'waiver',
      message: 'the waiver of team-shop ended on 2027-03-31 (the vendor pushes no other tag)',
      fix: 'mend what it covered and remove it, or agree with its owner on another day',
    },
    expect.objectContaining({ path: 'app/api/Deployment', object: 'apps/v1 Deployment shop/api' }),
  ]);
});

test('after its last day it is an error also where it covers nothing', () => {
  expect(check({ objects: [] }, { waivers: [waiver], now: new Date('2028-01-01') })).toMatchObject([
    { severity: 'error', path: '', fix: 'remove it: it covers nothing' },
  ]);
});

test('a waiver that holds is listed with what it covers', () => {
  const { waivers } = examine(
    { objects },
    { waivers: [waiver, { ...waiver, rule: 'service-port', path: 'app' }], now },
  );
  expect(waivers.map(explainWaiver)).toEqual([
    'waived until 2027-03-31 by team-shop: unpinned-image everywhere (1 finding): the vendor pushes no other tag',
    'waived until 2027-03-31 by team-shop: service-port at app (0 findings): the vendor pushes no other tag',
  ]);
});

test('with and without waivers the same is found: what is not told is listed', () => {
  const rules = ['missing-default-deny', 'plain-text-secret', 'unpinned-image'];
  fc.assert(
    fc.property(fc.subarray(rules), (waived) => {
      const waivers = waived.map((rule) => ({ ...waiver, rule }));
      const found = examine({ objects }, { waivers, now });
      const all = [...found.findings, ...found.waivers.flatMap(({ findings }) => findings)];
      expect(all.map(({ rule }) => rule).sort()).toEqual(rules);
    }),
  );
});

test('rejects waivers that are wrong, all at once', () => {
  const wrong = [
    { ...waiver, rule: 'unpinned', owner: ' ' },
    { ...waiver, reason: '', until: '2027-02-30', path: '/app' },
  ];
  expect(() => check({ objects }, { waivers: wrong })).toThrow(
    /checks: now is missing, and waivers end; .*\n.*waivers\[0\]\.rule 'unpinned' is no rule; allowed: api-not-served, .*\n.*waivers\[0\]\.owner is empty.*\n.*waivers\[1\]\.path '\/app' .*\n.*waivers\[1\]\.reason is empty.*\n.*waivers\[1\]\.until '2027-02-30' is no day/,
  );
});

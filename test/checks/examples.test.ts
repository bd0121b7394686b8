import { check, rules, type Finding } from '../../src/checks';

/** Rules that a bad example breaks beside its own, because one cannot be broken without the other. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  // what is not reserved cannot be scaled on, and is missing anyway
  'autoscaling-without-requests': ['missing-requests'],
  // pods whose budget has a wrong label are without one
  'disruption-budget-without-pods': ['workload-without-disruption-budget'],
};

const told = (findings: readonly Finding[]) => findings.map(({ rule, path, message }) => `${rule} ${path}: ${message}`);

describe.each(rules().map((rule) => [rule.id, rule] as const))('%s', (id, { bad, good, severity }) => {
  test('refuses its bad example, and no other rule does', () => {
    const findings = check(bad);
    expect(findings.filter(({ rule }) => rule === id)).not.toEqual([]);
    expect(told(findings.filter(({ rule }) => rule !== id && !TOGETHER[id]?.includes(rule)))).toEqual([]);
  });

  test('its good example passes every rule', () => {
    expect(told(check(good))).toEqual([]);
  });

  test('its bad example is as bad as the rule says', () => {
    const own = check(bad).filter(({ rule }) => rule === id);
    // a namespace that is not rendered may be closed by somebody else
    if (id !== 'missing-default-deny') expect(own.map((finding) => finding.severity)).toContain(severity);
  });

  test('refuses its bad example wherever other objects stand', () => {
    const other = { path: 'other/x', manifest: { apiVersion: 'v1', kind: 'Event', metadata: { name: 'x' } } };
    const mixed = { ...bad, objects: [other, ...[...bad.objects].reverse()] };
    expect(check(mixed).map(({ rule }) => rule)).toContain(id);
  });
});

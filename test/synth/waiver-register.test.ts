import { ApiObject, App, Chart } from 'cdk8s';
import { waiverRegister } from 'seaworthy/synth';

const waiver = (changes: object) => ({
  rule: 'default-namespace',
  reason: 'the vendor writes there',
  owner: 'team-shop',
  until: '2027-03-31',
  ...changes,
});

function app(): App {
  const built = new App();
  const chart = new Chart(built, 'shop', { namespace: 'default' });
  for (const name of ['one', 'two'])
    new ApiObject(chart, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: {} });
  return built;
}

describe('waiverRegister', () => {
  const now = new Date('2026-12-31T12:00:00Z');

  test('tells what each waiver covers, by its last day', () => {
    const waivers = [waiver({}), waiver({ path: 'shop/two', until: '2027-01-31' })];
    expect(waiverRegister(app(), { waivers, now })).toEqual([
      { ...waivers[1], ended: false, objects: ['v1 ConfigMap default/two'] },
      { ...waivers[0], ended: false, objects: ['v1 ConfigMap default/one', 'v1 ConfigMap default/two'] },
    ]);
  });

  test('tells one that has ended, and one that covers nothing', () => {
    const waivers = [waiver({ until: '2026-12-30', path: 'shop/one' }), waiver({ path: 'shop/three' })];
    expect(waiverRegister(app(), { waivers, now })).toEqual([
      { ...waivers[0], ended: true, objects: ['v1 ConfigMap default/one'] },
      { ...waivers[1], ended: false, objects: [] },
    ]);
  });

  test('rejects waivers without a time to hold them against, and those of rules that there are not', () => {
    expect(() => waiverRegister(app(), { waivers: [waiver({})] })).toThrow('now is missing, and waivers end');
    expect(() => waiverRegister(app(), { waivers: [waiver({ rule: 'default-namespaces' })], now })).toThrow(
      "waivers[0].rule 'default-namespaces' is no rule",
    );
  });

  test('is empty where nothing is waived', () => {
    expect(waiverRegister(app(), {})).toEqual([]);
  });
});

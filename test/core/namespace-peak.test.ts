import { parseAmount } from '../../src/core/amount';
import { namespacePeak, type NamespacePeakSettings } from '../../src/core/namespace-peak';

const NO_DEFAULTS = { requests: new Map<string, bigint>(), limits: new Map<string, bigint>() };
const POD = {
  type: ' Pod',
  kind: 'Pod',
  name: 'api',
  spec: { containers: [{ resources: { requests: { cpu: '250m' }, limits: { memory: '64Mi' } } }] },
};
const neededFor = (settings: Partial<NamespacePeakSettings>) =>
  namespacePeak([POD], { defaults: NO_DEFAULTS, nodes: undefined, ...settings }).needed;

test('limits are summed up unless nobody asks for them, requests always', () => {
  for (const needed of [neededFor({}), neededFor({ limits: true })])
    expect(needed.get('limits.memory')).toBe(parseAmount('64Mi'));
  const needed = neededFor({ limits: false });
  expect([...needed.keys()].filter((name) => name.startsWith('limits.'))).toEqual([]);
  expect(needed.get('requests.cpu')).toBe(parseAmount('250m'));
  // a limit without a request is the request, too
  expect(needed.get('requests.memory')).toBe(parseAmount('64Mi'));
});

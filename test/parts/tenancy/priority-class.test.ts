import { PriorityClass, type PriorityClassProps } from 'seaworthy';
import { only, problems } from '../../rendering';

const props: PriorityClassProps = { name: 'checkout', value: 2000, description: 'What takes money.' };
const made = (change: Partial<PriorityClassProps> = {}) =>
  only('PriorityClass', (chart) => new PriorityClass(chart, 'Priority', { ...props, ...change }));
const refused = (change: Partial<PriorityClassProps>) =>
  problems((chart) => new PriorityClass(chart, 'Priority', { ...props, ...change }));

describe('PriorityClass', () => {
  test('defaults: takes the place of others, is never the default of the cluster', () => {
    expect(made()).toEqual({
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: 'checkout', labels: { 'app.kubernetes.io/managed-by': 'seaworthy' } },
      value: 2000,
      description: 'What takes money.',
      globalDefault: false,
      preemptionPolicy: 'PreemptLowerPriority',
    });
  });

  test('may only wait in front of others', () => {
    expect(made({ preempts: false })).toMatchObject({ preemptionPolicy: 'Never' });
  });

  test.each([-(2 ** 31), 0, 1_000_000_000])('takes %d', (value) => {
    expect(refused({ value })).toEqual([]);
  });

  test.each([-(2 ** 31) - 1, 1.5, 1_000_000_001])('rejects %d', (value) => {
    expect(refused({ value })).toEqual([
      expect.stringContaining(`value ${value} is no priority; allowed: a whole number from -2147483648 to 1000000000`),
    ]);
  });

  test('rejects names of Kubernetes, and classes that say nothing of themselves', () => {
    expect(refused({ name: 'system-checkout', description: ' ' })).toEqual([
      expect.stringContaining("name 'system-checkout' is Kubernetes' own"),
      expect.stringContaining('description is empty'),
    ]);
  });
});

import { parseAmount } from '../../src/core/amount';
import { podAmounts, type ContainerDefaults } from '../../src/core/pod-amounts';

const NONE: ContainerDefaults = { requests: new Map(), limits: new Map() };
const cpu = (quantity: string, more: object = {}) => ({ resources: { requests: { cpu: quantity } }, ...more });
const sidecar = (quantity: string) => cpu(quantity, { restartPolicy: 'Always' });

function cpuOf(pod: object, defaults = NONE) {
  return podAmounts({ ...pod }, 'requests', defaults).total.get('cpu');
}

describe('what a pod counts as', () => {
  // the rules of "Resource sharing within containers" in the Kubernetes documentation
  test.each<[string, object, string]>([
    ['its containers together', { containers: [cpu('1'), cpu('500m')] }, '1500m'],
    [
      'the largest init container when that is more',
      { containers: [cpu('1')], initContainers: [cpu('3'), cpu('2')] },
      '3',
    ],
    ['its sidecars beside its containers', { containers: [cpu('1')], initContainers: [sidecar('200m')] }, '1200m'],
    [
      'an init container with the sidecars that were started before it',
      { containers: [cpu('1')], initContainers: [sidecar('200m'), cpu('2'), sidecar('300m')] },
      '2200m',
    ],
    ['what the pod itself asks for', { containers: [cpu('1')], resources: { requests: { cpu: '4' } } }, '4'],
    ['its overhead too', { containers: [cpu('1')], overhead: { cpu: '250m' } }, '1250m'],
    ['its limit where it has no request', { containers: [{ resources: { limits: { cpu: '2' } } }] }, '2'],
  ])('is %s', (_title, pod, quantity) => {
    expect(cpuOf(pod)).toBe(parseAmount(quantity));
  });

  test('a default counts for a container that names nothing, and for no other', () => {
    const defaults = { ...NONE, requests: new Map([['cpu', 7n]]) };
    expect(cpuOf({ containers: [{}, cpu('1')] }, defaults)).toBe((parseAmount('1') ?? 0n) + 7n);
  });

  test('an amount below nothing counts as nothing, of one container as of several', () => {
    expect([cpuOf({ containers: [cpu('-1')] }), cpuOf({ containers: [cpu('-1'), {}] })]).toEqual([0n, 0n]);
  });

  test('overhead lifts a limit and sets none', () => {
    const pod = { containers: [{ resources: { limits: { memory: '1Gi' } } }], overhead: { cpu: '1', memory: '1Gi' } };
    expect(podAmounts(pod, 'limits', NONE).total).toEqual(new Map([['memory', parseAmount('2Gi')]]));
  });

  test('a resource is everywhere when every container, or the pod itself, names it', () => {
    const limited = (names: object) => ({ resources: { limits: names } });
    const pod = {
      containers: [limited({ cpu: '1', memory: '1' }), limited({ memory: '1' })],
      initContainers: [limited({ memory: '1' })],
    };
    const limitedEverywhere = (one: Readonly<Record<string, unknown>>) =>
      [...podAmounts(one, 'limits', NONE).everywhere.keys()].sort();
    expect(limitedEverywhere(pod)).toEqual(['memory']);
    expect(limitedEverywhere({ ...pod, ...limited({ cpu: '2' }) })).toEqual(['cpu', 'memory']);
    expect(limitedEverywhere({ containers: [limited({ cpu: '1' })] })).toEqual(['cpu']);
  });
});

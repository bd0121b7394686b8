import { larger, parseAmount, type Amount } from './amount';
import { dataAt, listAt, textAt, valueAt, type Data } from './manifest-data';

/** Amounts by resource: `cpu`, `memory`, `ephemeral-storage`, `nvidia.com/gpu`. */
export type Amounts = ReadonlyMap<string, Amount>;

/** What an API server fills in for a container that names none (a LimitRange), by resource. */
export interface ContainerDefaults {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** What one pod counts as against a quota. */
export interface PodAmounts {
  readonly requests: Amounts;
  readonly limits: Amounts;
  /** Resources for which every container has a request, and those for which every one has a limit. */
  readonly everywhere: { readonly requests: ReadonlySet<string>; readonly limits: ReadonlySet<string> };
}

type Side = 'requests' | 'limits';

/**
 * What a pod counts as: its containers together, or the largest of its init containers when that is more. A sidecar (an init
 * container that keeps running) counts beside both. Amounts of the pod itself stand for those of its containers, and overhead
 * is added.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function podAmounts(pod: Data, defaults: ContainerDefaults): PodAmounts {
  const sides = { requests: sideOf(pod, 'requests', defaults), limits: sideOf(pod, 'limits', defaults) };
  return {
    requests: sides.requests.total,
    limits: sides.limits.total,
    everywhere: { requests: sides.requests.everywhere, limits: sides.limits.everywhere },
  };
}

/** What a container asks for or may use, with what an API server fills in. */
export function containerAmounts(container: Data, side: Side, defaults: ContainerDefaults): Amounts {
  const amounts = new Map(defaults[side]);
  addAmounts(amounts, dataAt(container, 'resources', 'limits'));
  // a limit without a request is the request too, before any default is looked for
  if (side === 'requests') addAmounts(amounts, dataAt(container, 'resources', 'requests'));
  return amounts;
}

/** Every container that a pod starts with. */
export function containersOf(pod: Data): readonly Data[] {
  return [...listAt(pod, 'containers'), ...listAt(pod, 'initContainers')];
}

/** The quantities at a path, as far as they are some. */
export function amountsAt(data: Data, key: string, second?: string): Amounts {
  const found = new Map<string, Amount>();
  addAmounts(found, dataAt(data, key, second));
  return found;
}

function addAmounts(amounts: Map<string, Amount>, quantities: Data): void {
  for (const name of Object.keys(quantities)) {
    const amount = parseAmount(quantities[name]);
    if (amount !== undefined) amounts.set(name, amount);
  }
}

/** Sums by resource. */
export function sum(...all: readonly Amounts[]): Amounts {
  return merged(all, (a, b) => a + b);
}

function sideOf(pod: Data, side: Side, defaults: ContainerDefaults): { total: Amounts; everywhere: Set<string> } {
  const each: Amounts[] = [];
  const amounts = (container: Data): Amounts => {
    const own = containerAmounts(container, side, defaults);
    each.push(own);
    return own;
  };
  let sidecars: Amounts = new Map();
  const starting: Amounts[] = [];
  for (const container of listAt(pod, 'initContainers')) {
    const own = amounts(container);
    if (textAt(container, 'restartPolicy') === 'Always') {
      sidecars = sum(sidecars, own);
      starting.push(sidecars);
    } else starting.push(sum(sidecars, own));
  }
  const running = sum(sidecars, ...listAt(pod, 'containers').map(amounts));
  const total = merged([running, ...starting], larger);
  const ofPod = amountsAt(pod, 'resources', side);
  for (const [name, amount] of ofPod) total.set(name, amount);
  for (const [name, overhead] of amountsAt(pod, 'overhead'))
    // overhead lifts a limit, and sets none
    if (side === 'requests' || total.has(name)) total.set(name, (total.get(name) ?? 0n) + overhead);
  const named = [...total.keys()].filter((name) => ofPod.has(name) || each.every((own) => own.has(name)));
  return { total, everywhere: new Set(named) };
}

function merged(all: readonly Amounts[], join: (a: Amount, b: Amount) => Amount): Map<string, Amount> {
  const result = new Map<string, Amount>();
  for (const amounts of all)
    for (const [name, amount] of amounts) result.set(name, join(result.get(name) ?? 0n, amount));
  return result;
}

/** The number of a field; `otherwise` where there is none; nothing where it is no whole number of 0 or more. */
export function countAt(data: Data, otherwise: number, field: string): number | undefined {
  const value = valueAt(data, field);
  if (value === undefined || value === null) return otherwise;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

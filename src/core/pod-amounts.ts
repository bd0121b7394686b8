import { larger, parseAmount, type Amount } from './amount';
import { asData, asList, asText, isData, valueAt, type Data } from './manifest-data';

/** Amounts by resource: `cpu`, `memory`, `ephemeral-storage`, `nvidia.com/gpu`. */
export type Amounts = ReadonlyMap<string, Amount>;

/** What an API server fills in for a container that names none (a LimitRange), by resource. */
export interface ContainerDefaults {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** What one pod counts as against a quota, by its requests or by its limits. */
export interface PodAmounts {
  readonly total: Amounts;
  /** Resources of which every container says it. */
  readonly everywhere: Names;
}

/** Names that may be asked for: those of a Map, or a Set. */
type Names = Pick<ReadonlySet<string>, 'has' | 'keys'>;

const NONE: Amounts = new Map();

type Side = 'requests' | 'limits';

/**
 * What a pod counts as: its containers together, or the largest of its init containers when that is more. A sidecar (an init
 * container that keeps running) counts beside both. Amounts of the pod itself stand for those of its containers, and overhead
 * is added.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
export function podAmounts(pod: Data, side: Side, defaults: ContainerDefaults): PodAmounts {
  const only = onlyContainer(pod);
  if (only === undefined) return amountsTogether(pod, side, defaults);
  const total = containerAmounts(only, side, defaults);
  total.forEach((amount, name) => {
    if (amount < 0n) total.set(name, 0n);
  });
  return { total, everywhere: total };
}

/** What a container asks for or may use, with what an API server fills in. */
export function containerAmounts(container: Data, side: Side, defaults: ContainerDefaults): Map<string, Amount> {
  // mostly there are none, and copying none costs more than all else here
  const amounts = defaults[side].size === 0 ? new Map<string, Amount>() : new Map(defaults[side]);
  const resources = asData(container['resources']);
  addAmounts(amounts, asData(resources['limits']));
  // a limit without a request is the request too, before any default is looked for
  if (side === 'requests') addAmounts(amounts, asData(resources['requests']));
  return amounts;
}

/** Every container that a pod starts with. */
export function containersOf(pod: Data): readonly Data[] {
  return [...asList(pod['containers']), ...asList(pod['initContainers'])];
}

/** The quantities at a path, as far as they are some. */
export function amountsAt(data: Data, key: string, second?: string): Amounts {
  const quantities = valueAt(data, key, second);
  if (!isData(quantities)) return NONE;
  const found = new Map<string, Amount>();
  addAmounts(found, quantities);
  return found;
}

function addAmounts(amounts: Map<string, Amount>, quantities: Data): void {
  for (const name in quantities) {
    const amount = parseAmount(quantities[name]);
    if (amount !== undefined) amounts.set(name, amount);
  }
}

function amountsTogether(pod: Data, side: Side, defaults: ContainerDefaults): PodAmounts {
  const each: Amounts[] = [];
  let sidecars = NONE;
  const starting: Amounts[] = [];
  for (const container of asList(pod['initContainers'])) {
    const own = containerAmounts(container, side, defaults);
    each.push(own);
    const together = sum(sidecars, own);
    starting.push(together);
    if (asText(container['restartPolicy']) === 'Always') sidecars = together;
  }
  let running = sidecars;
  for (const container of asList(pod['containers'])) {
    const own = containerAmounts(container, side, defaults);
    each.push(own);
    running = sum(running, own);
  }
  const total = new Map<string, Amount>();
  for (const amounts of [running, ...starting])
    for (const [name, amount] of amounts) total.set(name, larger(total.get(name) ?? 0n, amount));
  const ofPod = amountsAt(pod, 'resources', side);
  for (const [name, amount] of ofPod) total.set(name, amount);
  for (const [name, overhead] of amountsAt(pod, 'overhead'))
    // overhead lifts a limit, and sets none
    if (side === 'requests' || total.has(name)) total.set(name, (total.get(name) ?? 0n) + overhead);
  const everywhere = new Set<string>();
  for (const name of total.keys()) if (ofPod.has(name) || each.every((own) => own.has(name))) everywhere.add(name);
  return { total, everywhere };
}

/** The container of a pod that consists of it alone, as most do: what the pod counts as is what that one does. */
function onlyContainer(pod: Data): Data | undefined {
  if (pod['resources'] !== undefined || pod['overhead'] !== undefined || pod['initContainers'] !== undefined)
    return undefined;
  const containers = asList(pod['containers']);
  return containers.length === 1 ? containers[0] : undefined;
}

/** Sums by resource. */
function sum(some: Amounts, more: Amounts): Amounts {
  if (some.size === 0) return more;
  const result = new Map(some);
  for (const [name, amount] of more) result.set(name, (result.get(name) ?? 0n) + amount);
  return result;
}

/** The number of a field; `otherwise` where there is none; nothing where it is no whole number of 0 or more. */
export function countAt(data: Data, otherwise: number, field: string): number | undefined {
  const value = valueAt(data, field);
  if (value === undefined || value === null) return otherwise;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

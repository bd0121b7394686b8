import type { Cpu } from 'cdk8s-plus-27';
import type { Size } from 'cdk8s';
import { cpuMillis, cpuQuantity, cpuRefusal, kibibytesOf, memoryQuantity, memoryRefusal } from './quantity';
import { allRefusals, type Refusal } from './refusal';
import { cpu, group, optional, size } from './shape';

/** CPU and memory of one pod's main container. */
export interface Resources {
  /** CPU that the scheduler reserves. Scaling on CPU measures against it. */
  readonly cpu: Cpu;
  /** Memory that the scheduler reserves. */
  readonly memory: Size;
  /**
   * CPU above which the container is throttled.
   * @default - no limit: throttling slows a service down while its node has CPU to spare
   */
  readonly cpuLimit?: Cpu;
  /**
   * Memory above which the container is killed.
   * @default - the reserved memory, so that a pod never lives on memory that its node promised to others
   */
  readonly memoryLimit?: Size;
}

/** `resources` of a container, as plain data. */
export interface ResourceQuantities {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu?: string; readonly memory: string };
}

/** Renders the resources of a container. */
export function resourceQuantities(resources: Resources): ResourceQuantities {
  const { cpuLimit, memoryLimit } = resources;
  const requests = { cpu: cpuQuantity(resources.cpu), memory: memoryQuantity(resources.memory) };
  const memory = memoryLimit ? memoryQuantity(memoryLimit) : requests.memory;
  return { requests, limits: cpuLimit ? { cpu: cpuQuantity(cpuLimit), memory } : { memory } };
}

/** What resources must be before they are read. */
export const RESOURCES_SHAPE = group({
  cpu,
  memory: size,
  cpuLimit: optional(cpu),
  memoryLimit: optional(size),
});

const RESERVE = 'reserve what the service uses at its usual load';
const LEAVE = 'give what it may use at most, or leave it out';

/** What is wrong with resources: amounts of nothing or of no number, or requests over their limits. */
export function resourceRefusals(prop: string, resources: Resources): Refusal[] {
  const { cpu, memory, cpuLimit, memoryLimit } = resources;
  const refusals = allRefusals(
    cpuRefusal(`${prop}.cpu`, cpu, 'reserves no CPU', RESERVE),
    memoryRefusal(`${prop}.memory`, memory, 'reserves no memory', RESERVE),
    cpuLimit && cpuRefusal(`${prop}.cpuLimit`, cpuLimit, 'leaves no CPU', LEAVE),
    memoryLimit && memoryRefusal(`${prop}.memoryLimit`, memoryLimit, 'leaves no memory', LEAVE),
  );
  // what is no amount is over or under nothing
  if (refusals.length > 0) return refusals;
  if (cpuLimit && cpuMillis(cpu) > cpuMillis(cpuLimit)) {
    refusals.push({
      prop: `${prop}.cpu`,
      value: cpuQuantity(cpu),
      problem: `is over its limit (${cpuQuantity(cpuLimit)})`,
      allowed: `at most ${cpuQuantity(cpuLimit)}`,
      fix: `lower ${prop}.cpu or raise ${prop}.cpuLimit`,
    });
  }
  if (memoryLimit && kibibytesOf(memory) > kibibytesOf(memoryLimit)) {
    refusals.push({
      prop: `${prop}.memory`,
      value: memoryQuantity(memory),
      problem: `is over its limit (${memoryQuantity(memoryLimit)})`,
      allowed: `at most ${memoryQuantity(memoryLimit)}`,
      fix: `lower ${prop}.memory or raise ${prop}.memoryLimit`,
    });
  }
  return refusals;
}

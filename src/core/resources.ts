import type { Cpu } from 'cdk8s-plus-27';
import type { Size } from 'cdk8s';
import { cpuMillis, cpuQuantity, memoryQuantity } from './quantity';
import type { Refusal } from './refusal';

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
  return {
    requests: { cpu: cpuQuantity(resources.cpu), memory: memoryQuantity(resources.memory) },
    limits: {
      ...(resources.cpuLimit && { cpu: cpuQuantity(resources.cpuLimit) }),
      memory: memoryQuantity(resources.memoryLimit ?? resources.memory),
    },
  };
}

/** What is wrong with resources: requests of nothing, or over their limits. */
export function resourceRefusals(prop: string, resources: Resources): Refusal[] {
  const { cpu, memory, cpuLimit, memoryLimit } = resources;
  const refusals: Refusal[] = [];
  if (!(cpuMillis(cpu) > 0)) {
    refusals.push({
      prop: `${prop}.cpu`,
      value: cpuQuantity(cpu),
      problem: 'reserves no CPU',
      allowed: 'more than 0',
      fix: 'reserve what the service uses at its usual load',
    });
  }
  if (!(memory.toKibibytes() > 0)) {
    refusals.push({
      prop: `${prop}.memory`,
      value: memoryQuantity(memory),
      problem: 'reserves no memory',
      allowed: 'more than 0',
      fix: 'reserve what the service uses at its usual load',
    });
  }
  if (cpuLimit && cpuMillis(cpu) > cpuMillis(cpuLimit)) {
    refusals.push({
      prop: `${prop}.cpu`,
      value: cpuQuantity(cpu),
      problem: `is over its limit (${cpuQuantity(cpuLimit)})`,
      fix: `lower ${prop}.cpu or raise ${prop}.cpuLimit`,
    });
  }
  if (memoryLimit && memory.toKibibytes() > memoryLimit.toKibibytes()) {
    refusals.push({
      prop: `${prop}.memory`,
      value: memoryQuantity(memory),
      problem: `is over its limit (${memoryQuantity(memoryLimit)})`,
      fix: `lower ${prop}.memory or raise ${prop}.memoryLimit`,
    });
  }
  return refusals;
}

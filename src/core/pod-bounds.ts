import type { IConstruct } from 'constructs';
import { environmentOf } from './environment';
import { refuse, type Refusal } from './refusal';
import type { ReplicaRange } from './workload';

/** Refuses a number of pods outside of what the construct's environment allows. */
export function refuseOutsideBounds(construct: IConstruct, prop: string, { min, max }: ReplicaRange): void {
  const environment = environmentOf(construct);
  const { floor = 0, ceiling = Infinity } = environment?.pods ?? {};
  const name = environment?.name ?? '';
  const refusals: Refusal[] = [];
  if (typeof min === 'number' && min > 0 && min < floor) {
    refusals.push({
      prop: `${prop}.min`,
      value: min,
      problem: `is under the floor of environment '${name}'`,
      allowed: `${floor} or more`,
      fix: `raise it in the settings of '${name}'`,
    });
  }
  if (typeof max === 'number' && max > ceiling) {
    refusals.push({
      prop: `${prop}.max`,
      value: max,
      problem: `is over the ceiling of environment '${name}'`,
      allowed: `at most ${ceiling}`,
      fix: `lower it in the settings of '${name}'`,
    });
  }
  refuse(construct, refusals);
}

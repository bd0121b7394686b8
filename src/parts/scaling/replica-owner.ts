import type { IConstruct } from 'constructs';
import type { AdapterRule } from '../../core/adapter-rules';
import { refuse } from '../../core/refusal';
import type { Workload } from '../../core/workload';

/** Refuses an autoscaler beside a number of pods that the workload writes itself. */
export function refuseFixedReplicas(autoscaler: IConstruct, workload: Workload): void {
  if (workload.replicas.owner === 'autoscaler') return;
  refuse(autoscaler, [
    {
      prop: 'workload',
      value: workload.name,
      problem: 'has a fixed number of pods, which each deployment would write over what the autoscaler decides',
      allowed: 'one owner of replicas',
      fix: 'leave the number of replicas to the autoscaler',
    },
  ]);
}

/** Refuses a rule whose metric another rule of the App serves already. */
export function refuseRivalRule(autoscaler: IConstruct, rule: AdapterRule, rival: AdapterRule | undefined): void {
  if (rival === undefined) return;
  refuse(autoscaler, [
    {
      prop: `metric '${rule.metric}'`,
      problem: `comes from ${rule.series} here and from ${rival.series} elsewhere in the App`,
      allowed: 'one meaning for each name: the adapter serves the whole cluster',
      fix: 'rename one of them',
    },
  ]);
}

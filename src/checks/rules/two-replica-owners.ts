import { hasToken } from '../../core/token';
import { describeObject, shortName } from '../rendered-object';
import type { Rendering } from '../rendering';
import { ofEverything, type Found } from '../look';
import type { Rule } from '../rule';
import { scalers, targetOf } from '../scaler';
import type { Scaler } from '../scaler';
import { valueAt } from '../data';
import { autoscaler, disruptionBudget, scaledDeployment, shop } from '../examples';

const example = (replicas?: number) =>
  shop([scaledDeployment({ spec: { replicas } }), autoscaler(), disruptionBudget()]);

/** Who decides the number of pods. */
export const twoReplicaOwners: Rule = {
  id: 'two-replica-owners',
  title: 'The number of pods has one owner: the workload itself, or one autoscaler whose target is there.',
  why: 'Two owners undo each other: every deployment sets the pods back to the written number, or two autoscalers fight.',
  fix: 'leave spec.replicas out where an autoscaler scales, and keep one autoscaler for each workload',
  severity: 'error',
  bad: () => example(3),
  good: () => example(),
  check: ofEverything((rendering) => {
    const all = rendering.view(scalers);
    const firsts = new Map<string, Scaler>();
    for (const scaler of all) if (!firsts.has(targetKey(scaler))) firsts.set(targetKey(scaler), scaler);
    return all.flatMap((scaler) => scalerFindings(rendering, scaler, firsts.get(targetKey(scaler))));
  }),
};

function scalerFindings(rendering: Rendering, scaler: Scaler, first: Scaler | undefined): Found[] {
  const { object, target } = scaler;
  if (target.name === undefined) return [];
  const found = targetOf(rendering, scaler);
  const findings: Found[] = [];
  const isLate = [target.group, target.kind].some(hasToken);
  if (
    !isLate &&
    found === undefined &&
    rendering.has(target.group, target.kind, object.namespace, target.name) === 'no'
  ) {
    const message = `scales ${target.kind} '${target.name}', which is not in namespace '${object.namespace}'`;
    findings.push({ at: object, message, fix: 'render the target, or correct scaleTargetRef' });
  }
  if (found !== undefined && valueAt(found.spec, 'replicas') !== undefined) {
    findings.push({
      at: found,
      message: `sets spec.replicas although ${describeObject(object)} scales it`,
      fix: 'leave spec.replicas out',
    });
  }
  if (first !== undefined && first !== scaler && !hasToken(target.name)) {
    const message = `scales ${target.kind} '${target.name}', which ${shortName(first.object)} scales too`;
    findings.push({ at: object, message, fix: 'keep one of them, with the metrics of both' });
  }
  return findings;
}

function targetKey({ object, target }: Scaler): string {
  return [object.namespace, target.group, target.kind, target.name ?? ''].join(' ');
}

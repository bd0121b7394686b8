import { hasToken } from '../token';
import { describeObject, shortName } from '../rendered-object';
import type { Rendering } from '../rendering';
import { ofEverything, type Found } from '../look';
import type { Rule } from '../rule';
import { scalers } from '../scaler';
import type { Scaler } from '../scaler';
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
    const firsts = new Map<string, Scaler>();
    const findings: Found[] = [];
    for (const scaler of rendering.view(scalers)) {
      const key = targetKey(scaler);
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, scaler);
      addFindings(findings, rendering, scaler, first);
    }
    return findings;
  }),
};

function addFindings(findings: Found[], rendering: Rendering, scaler: Scaler, earlier: Scaler | undefined): void {
  const { object, target, found } = scaler;
  if (target.name === undefined) return;
  if (
    found === undefined &&
    !hasToken(target.group) &&
    !hasToken(target.kind) &&
    rendering.has(target.group, target.kind, object.namespace, target.name) === 'no'
  ) {
    const message = `scales ${target.kind} '${target.name}', which is not in namespace '${object.namespace}'`;
    findings.push({ at: object, message, fix: 'render the target, or correct scaleTargetRef' });
  }
  if (found !== undefined && found.spec['replicas'] !== undefined) {
    findings.push({
      at: found,
      message: `sets spec.replicas although ${describeObject(object)} scales it`,
      fix: 'leave spec.replicas out',
    });
  }
  if (earlier !== undefined && !hasToken(target.name)) {
    const message = `scales ${target.kind} '${target.name}', which ${shortName(earlier.object)} scales too`;
    findings.push({ at: object, message, fix: 'keep one of them, with the metrics of both' });
  }
}

function targetKey({ object, target }: Scaler): string {
  return `${object.namespace} ${target.group} ${target.kind} ${target.name ?? ''}`;
}

import { valueAt } from '../data';
import { deployment, disruptionBudget, shop, SPREAD } from '../examples';
import type { Rendering } from '../rendering';
import type { RenderedObject } from '../rendered-object';
import { ofKinds } from '../look';
import type { Rule } from '../rule';

const example = (app: string) =>
  shop([
    deployment({ spec: { replicas: 2 }, pod: { topologySpreadConstraints: [SPREAD] } }),
    disruptionBudget({ maxUnavailable: 1, selector: { matchLabels: { app } } }),
  ]);

/** Budgets of nobody. */
export const disruptionBudgetWithoutPods: Rule = {
  id: 'disruption-budget-without-pods',
  title: 'Every PodDisruptionBudget selects pods of its namespace.',
  why: 'A budget with a wrong label is accepted and protects nobody: it is found out when a drain takes a service down.',
  fix: "correct its selector to the labels of the workload's pods",
  severity: 'error',
  bad: () => example('aip'),
  good: () => example('api'),
  check: ofKinds(['policy PodDisruptionBudget'], (at, rendering) =>
    selectsNobody(rendering, at, 'selector') ? [{ at, message: `selects no pods of namespace '${at.namespace}'` }] : [],
  ),
};

/** Whether a selector certainly selects none of the pods that are rendered in its namespace, of which there are some. */
export function selectsNobody(rendering: Rendering, { namespace, manifest }: RenderedObject, field: string): boolean {
  // pods that somebody else renders cannot be seen: where there are none at all, nothing is said
  return rendering.pods.in(namespace).length > 0 && rendering.selectsNone(namespace, valueAt(manifest, 'spec', field));
}

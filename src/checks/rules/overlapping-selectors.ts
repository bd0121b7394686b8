import type { PodOwner } from '../pod-owner';
import { describeObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import { ofEverything } from '../look';
import type { Rule } from '../rule';
import { deployment, shop, template } from '../examples';

const example = (app: string) => {
  const selector = { matchLabels: { app } };
  return shop([deployment(), deployment({ name: 'worker', spec: { selector, template: template({ name: app }) } })]);
};

/** Workloads that take each other's pods for their own. */
export const overlappingSelectors: Rule = {
  id: 'overlapping-selectors',
  title: "No workload's selector matches the pods of another workload in its namespace.",
  why: 'Controllers and autoscalers count and remove pods by selector: such workloads miscount, or end each other.',
  fix: 'give each workload a selector label of its own, such as app.kubernetes.io/name',
  severity: 'error',
  bad: () => example('api'),
  good: () => example('worker'),
  check: ofEverything((rendering) => {
    const position = new Map(rendering.podOwners.map((owner, index) => [owner, index]));
    return rendering.podOwners.flatMap((owner) =>
      taken(rendering, owner)
        // two that take each other's pods are told once, at the first
        .filter(
          (other) =>
            (position.get(other) ?? 0) > (position.get(owner) ?? 0) || !taken(rendering, other).includes(owner),
        )
        .map((other) => ({
          at: owner.object,
          message: `its selector matches the pods of ${describeObject(other.object)} (${other.object.path})`,
        })),
    );
  }),
};

/** The others whose pods a workload selects. Those that choose no selector (Jobs, Pods) are left out: they count by name. */
function taken(rendering: Rendering, owner: PodOwner): PodOwner[] {
  const selected = rendering.selectedPods(owner.object.namespace, owner.selector);
  return selected.filter((other) => other !== owner && other.selector !== undefined);
}

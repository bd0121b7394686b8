import type { PodOwner } from '../pod-owner';
import { describeObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import { ofEverything, type Found } from '../look';
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
    const found: Found[] = [];
    for (const owner of rendering.podOwners)
      for (const other of selectedBy(rendering, owner)) {
        if (!isTaken(owner, other)) continue;
        // two that take each other's pods are told once, at the first
        const isTold = other.object.position < owner.object.position && selectedBy(rendering, other).includes(owner);
        if (isTold && isTaken(other, owner)) continue;
        const message = `its selector matches the pods of ${describeObject(other.object)} (${other.object.path})`;
        found.push({ at: owner.object, message });
      }
    return found;
  }),
};

function selectedBy(rendering: Rendering, owner: PodOwner): readonly PodOwner[] {
  return rendering.selectedPods(owner.object.namespace, owner.selector);
}

/** Whether pods that a workload selects are another's. Those that choose no selector (Jobs, Pods) are left out: they count by name. */
function isTaken(owner: PodOwner, selected: PodOwner): boolean {
  return selected !== owner && selected.selector !== undefined;
}

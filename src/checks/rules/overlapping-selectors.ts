import type { PodOwner } from '../pod-owner';
import { describeObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import type { Found, Rule } from '../rule';
import { selects } from '../selector';

/** Workloads that take each other's pods for their own. */
export const overlappingSelectors: Rule = {
  id: 'overlapping-selectors',
  title: "No workload's selector matches the pods of another workload in its namespace.",
  why: 'Controllers and autoscalers count and remove pods by selector: such workloads miscount, or end each other.',
  fix: 'give each workload a selector label of its own, such as app.kubernetes.io/name',
  severity: 'error',
  check: (rendering) =>
    [...new Set(rendering.podOwners.map(({ object }) => object.namespace))].flatMap((namespace) =>
      namespaceFindings(rendering, namespace),
    ),
};

function namespaceFindings(rendering: Rendering, namespace: string): Found[] {
  const owners = rendering.podOwnersIn(namespace).filter(({ selector }) => selector !== undefined);
  return owners.flatMap((owner, index) => {
    const others = owners.filter(
      (other, at) => other !== owner && takes(owner, other) && !(at < index && takes(other, owner)),
    );
    return others.map((other) => ({
      at: owner.object,
      message: `its selector matches the pods of ${describeObject(other.object)} (${other.object.path})`,
    }));
  });
}

function takes({ selector }: PodOwner, { labels }: PodOwner): boolean {
  return selector !== undefined && selects(selector, labels) === 'yes';
}

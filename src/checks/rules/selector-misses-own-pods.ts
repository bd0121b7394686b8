import { deployment, shop } from '../examples';
import { ofPods } from '../look';
import type { Rule } from '../rule';
import { selects } from '../selector';

const example = (app: string) => shop([deployment({ spec: { selector: { matchLabels: { app } } } })]);

/** Workloads that do not know their own pods. */
export const selectorMissesOwnPods: Rule = {
  id: 'selector-misses-own-pods',
  title: "A workload's selector matches the labels of its own pods.",
  why: 'The API server refuses the workload in the middle of a deployment.',
  fix: 'put every label of spec.selector on the pod template too',
  severity: 'error',
  bad: () => example('web'),
  good: () => example('api'),
  check: ofPods(({ object, selector, labels }) =>
    selector !== undefined && selects(selector, labels) === 'no'
      ? [{ at: object, message: 'its selector does not match the labels of its pod template' }]
      : [],
  ),
};

import { autoscaler, disruptionBudget, scaledDeployment, shop } from '../examples';
import { ofKinds } from '../look';
import type { Rule } from '../rule';

const example = (unhealthyPodEvictionPolicy?: string) =>
  shop([scaledDeployment(), autoscaler(), disruptionBudget({ maxUnavailable: 1, unhealthyPodEvictionPolicy })]);

const KUBERNETES_DEFAULT = 'IfHealthyBudget';
/** The version since which the field is served. */
const SINCE = 27;

/** Budgets that protect pods that serve nobody. */
export const disruptionBudgetKeepsBrokenPods: Rule = {
  id: 'disruption-budget-keeps-broken-pods',
  title: 'A PodDisruptionBudget lets pods be evicted that are not ready.',
  why: 'Without that, pods that crash keep their nodes: while a release is broken, no node can be drained, and upgrades of the cluster stop.',
  fix: 'write unhealthyPodEvictionPolicy: AlwaysAllow',
  severity: 'warning',
  bad: () => example(),
  good: () => example('AlwaysAllow'),
  check: ofKinds(['policy PodDisruptionBudget'], (at, { served }) => {
    const policy = at.spec['unhealthyPodEvictionPolicy'] ?? KUBERNETES_DEFAULT;
    if (policy !== KUBERNETES_DEFAULT || (served?.kubernetes.minor ?? SINCE) < SINCE) return [];
    return [{ at, message: 'keeps pods that are not ready from being evicted' }];
  }),
};

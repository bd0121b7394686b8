import { deployment, object, shop } from '../examples';
import { ACME_SOLVER } from '../../core/conventions';
import { MESH_LABEL } from '../../core/mesh';
import { dataAt } from '../data';
import type { RenderedObject } from '../rendered-object';
import { ofKinds } from '../look';
import type { Rule } from '../rule';
import { selectsNobody } from './disruption-budget-without-pods';

const example = (app: string) =>
  shop([
    deployment(),
    object('networking.k8s.io/v1 NetworkPolicy', 'api', {
      spec: {
        podSelector: { matchLabels: { app } },
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 8080 }] }],
      },
    }),
  ]);

/** Policies of nobody. */
export const networkPolicyWithoutPods: Rule = {
  id: 'network-policy-without-pods',
  title: 'Every NetworkPolicy selects pods of its namespace.',
  why: 'A policy with a wrong label is accepted and does nothing: what it should allow is denied, what it should deny is open.',
  fix: 'correct its podSelector to the labels of the pods, or remove it',
  severity: 'warning',
  bad: () => example('aip'),
  good: () => example('api'),
  check: ofKinds(['networking.k8s.io NetworkPolicy'], (at, rendering) =>
    selectsNobody(rendering, at, 'podSelector') && !selectsUnrendered(at)
      ? [{ at, message: `selects no pods of namespace '${at.namespace}'` }]
      : [],
  ),
};

/** Pods that cert-manager makes for a moment, and those of Gateways, are never rendered. */
function selectsUnrendered({ spec }: RenderedObject): boolean {
  const labels = dataAt(spec, 'podSelector', 'matchLabels');
  return [ACME_SOLVER.label, MESH_LABEL.gatewayName].some((label) => label in labels);
}

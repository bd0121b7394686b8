import { hasToken } from '../token';
import { asList, asText, textsAt, valueAt } from '../data';
import type { Data } from '../data';
import { clusterObject, shop } from '../examples';
import { ofKinds } from '../look';
import type { Rule } from '../rule';

const example = (namespaceSelector?: Data) =>
  shop([
    clusterObject('admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration', 'images', {
      webhooks: [
        {
          name: 'images.example.com',
          failurePolicy: 'Fail',
          clientConfig: { url: 'https://images.example.com/validate' },
          rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
          ...(namespaceSelector && { namespaceSelector }),
        },
      ],
    }),
  ]);

const WEBHOOKS = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'].map(
  (kind) => `admissionregistration.k8s.io ${kind}`,
);

const EXCEPT_SYSTEM = {
  matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system'] }],
};

/** Webhooks whose absence keeps the cluster from mending itself. */
export const webhookStopsCluster: Rule = {
  id: 'webhook-stops-cluster',
  title: 'A webhook that must answer before pods start leaves the system namespaces out.',
  why: 'When its own pods are gone, no pod starts any more, its own included, nor DNS or the network: the cluster does not come back alone.',
  fix: 'leave out kube-system and its own namespace with namespaceSelector, or choose failurePolicy: Ignore',
  severity: 'warning',
  bad: () => example(),
  good: () => example(EXCEPT_SYSTEM),
  check: ofKinds(WEBHOOKS, (at) =>
    asList(at.manifest['webhooks'])
      .filter(stopsPods)
      .map((webhook) => ({
        at,
        message: `must answer for every pod, in every namespace: ${asText(webhook['name']) ?? ''}`,
      })),
  ),
};

/** Any selector or condition may be the one that leaves them out. */
function stopsPods(webhook: Data): boolean {
  const narrowed = ['namespaceSelector', 'objectSelector', 'matchConditions'].some((field) => {
    const value = valueAt(webhook, field);
    return hasToken(value) || (typeof value === 'object' && value !== null && Object.keys(value).length > 0);
  });
  const policy = webhook['failurePolicy'] ?? 'Fail';
  return !narrowed && policy === 'Fail' && asList(webhook['rules']).some((rule) => asksForPods(rule));
}

function asksForPods(rule: Data): boolean {
  const groups = textsAt(rule, 'apiGroups');
  const operations = textsAt(rule, 'operations');
  return (
    ['', '*'].some((group) => groups.includes(group)) &&
    ['pods', '*', '*/*'].some((resource) => textsAt(rule, 'resources').includes(resource)) &&
    ['CREATE', '*'].some((operation) => operations.includes(operation))
  );
}

import { hasToken } from '../token';
import { asList, asText } from '../data';
import { deployment, shop } from '../examples';
import type { Rendering } from '../rendering';
import { ofPods } from '../look';
import type { Rule } from '../rule';

const example = (automountServiceAccountToken?: boolean) =>
  shop([deployment({ pod: { automountServiceAccountToken } })]);

/** Pods with a key to the API server that they do not use. */
export const unneededToken: Rule = {
  id: 'unneeded-token',
  title: 'A pod has a token for the API server only where its ServiceAccount is allowed something.',
  why: 'The token stands in a file of every container: who breaks in can ask the API server as this pod, for whatever is granted later.',
  fix: 'set automountServiceAccountToken: false, or true where the process talks to the API server',
  severity: 'warning',
  bad: () => example(),
  good: () => example(false),
  check: ofPods(({ object, pod }, rendering) => {
    if (pod['automountServiceAccountToken'] !== undefined) return [];
    const name = asText(pod['serviceAccountName']) ?? 'default';
    const account = rendering.find('', 'ServiceAccount', object.namespace, name);
    const isDecided = account && account.manifest['automountServiceAccountToken'] !== undefined;
    const isLate = hasToken(name) || hasToken(object.namespace) || Object.keys(pod).length === 0;
    if (isDecided || isLate) return [];
    const bound = rendering.view(boundAccounts);
    if (bound.has(`${object.namespace}/${name}`) || bound.has('?')) return [];
    return [{ at: object, message: `mounts a token of ServiceAccount '${name}', which no role is bound to` }];
  }),
};

/** ServiceAccounts that a binding names, as `namespace/name`; `?` when a token decides. */
function boundAccounts(rendering: Rendering): ReadonlySet<string> {
  const bindings = ['RoleBinding', 'ClusterRoleBinding'].flatMap((kind) =>
    rendering.ofKind('rbac.authorization.k8s.io', kind),
  );
  const bound = new Set<string>();
  for (const { manifest, namespace: own } of bindings) {
    if (hasToken(manifest['subjects'])) bound.add('?');
    for (const subject of asList(manifest['subjects'])) {
      const name = asText(subject['name']) ?? '';
      const namespace = asText(subject['namespace']) ?? own;
      bound.add(hasToken(name) || hasToken(namespace) ? '?' : `${namespace}/${name}`);
    }
  }
  return bound;
}

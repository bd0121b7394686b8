import { hasToken } from '../token';
import { asData, asList, asText } from '../data';
import type { Data } from '../data';
import { object, shop } from '../examples';
import type { RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import { ofKinds, type Found } from '../look';
import type { Rule } from '../rule';

const RBAC = 'rbac.authorization.k8s.io';
const example = (account: string) =>
  shop([
    object('v1 ServiceAccount', 'reader', { automountServiceAccountToken: false }),
    object(`${RBAC}/v1 Role`, 'reader', { rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }] }),
    object(`${RBAC}/v1 RoleBinding`, 'reader', {
      roleRef: { apiGroup: RBAC, kind: 'Role', name: 'reader' },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace: 'shop' }],
    }),
  ]);

/** Bindings of nobody, or to nothing. */
export const roleBindingReference: Rule = {
  id: 'role-binding-reference',
  title: 'Every Role and ServiceAccount that a binding names is rendered beside it.',
  why: 'The API server accepts such a binding, and whoever it was made for is denied. Who makes an account of that name later is granted it.',
  fix: 'correct the name, or render what is missing',
  severity: 'error',
  bad: () => example('raeder'),
  good: () => example('reader'),
  check: ofKinds([`${RBAC} RoleBinding`, `${RBAC} ClusterRoleBinding`], findings),
};

function findings(at: RenderedObject, rendering: Rendering): Found[] {
  const role = asData(at.manifest['roleRef']);
  const name = asText(role['name']);
  const lacksRole =
    asText(role['kind']) === 'Role' && name !== undefined && rendering.has(RBAC, 'Role', at.namespace, name) === 'no';
  const ofSubjects = asList(at.manifest['subjects']).flatMap((subject) => subjectFindings(rendering, at, subject));
  return lacksRole
    ? [{ at, message: `binds Role '${name}', which is not in namespace '${at.namespace}'` }, ...ofSubjects]
    : ofSubjects;
}

function subjectFindings(rendering: Rendering, at: RenderedObject, subject: Data): Found[] {
  const name = asText(subject['name']);
  if (asText(subject['kind']) !== 'ServiceAccount' || name === undefined || name === 'default') return [];
  const namespace = asText(subject['namespace']);
  if (namespace === undefined)
    return [{ at, message: `names ServiceAccount '${name}' without a namespace`, fix: 'write its namespace' }];
  // accounts of a namespace that somebody else renders cannot be seen
  if (hasToken(namespace) || !rendering.view(namespaces).has(namespace)) return [];
  if (rendering.has('', 'ServiceAccount', namespace, name) !== 'no') return [];
  return [{ at, message: `names ServiceAccount '${name}', which is not in namespace '${namespace}'` }];
}

/** Namespaces whose accounts are rendered here. */
function namespaces(rendering: Rendering): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { name } of rendering.ofKind('', 'Namespace')) names.add(name);
  for (const { namespace } of rendering.ofKind('', 'ServiceAccount')) names.add(namespace);
  return names;
}

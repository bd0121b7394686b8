import { asList, textsAt } from '../data';
import { object, shop } from '../examples';
import { ofKinds } from '../look';
import type { Rule } from '../rule';

const RBAC = 'rbac.authorization.k8s.io';
const example = (verbs: readonly string[]) =>
  shop([object(`${RBAC}/v1 Role`, 'reader', { rules: [{ apiGroups: [''], resources: ['configmaps'], verbs }] })]);

/** Permissions that nobody has counted. */
export const wildcardPermission: Rule = {
  id: 'wildcard-permission',
  title: 'Roles name the verbs and resources that they grant.',
  why: 'A star grants what nobody thought of, and what later versions add: reading all secrets, running commands in pods.',
  fix: 'list the verbs and resources that are needed',
  severity: 'warning',
  bad: () => example(['*']),
  good: () => example(['get', 'list', 'watch']),
  check: ofKinds([`${RBAC} Role`, `${RBAC} ClusterRole`], (at) => {
    const rules = asList(at.manifest['rules']);
    const fields = ['verbs', 'resources'].filter((field) => rules.some((rule) => textsAt(rule, field).includes('*')));
    return fields.length === 0 ? [] : [{ at, message: `grants all ${fields.join(' and all ')} with *` }];
  }),
};

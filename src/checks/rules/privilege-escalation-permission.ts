import { asList, textsAt } from '../data';
import { object, shop } from '../examples';
import { ofKinds } from '../look';
import type { Rule } from '../rule';

const RBAC = 'rbac.authorization.k8s.io';
const example = (verbs: readonly string[]) =>
  shop([object(`${RBAC}/v1 Role`, 'deployer', { rules: [{ apiGroups: [RBAC], resources: ['roles'], verbs }] })]);

const VERBS = ['escalate', 'bind', 'impersonate'];

/** Permissions that end in all permissions. */
export const privilegeEscalationPermission: Rule = {
  id: 'privilege-escalation-permission',
  title: 'No Role lets its holders give themselves more than it says.',
  why: 'With escalate, bind or impersonate a leaked token becomes the administrator of its namespace, or of the cluster.',
  fix: 'leave these verbs to the few who run the cluster, and give what is needed by name',
  severity: 'warning',
  bad: () => example(['get', 'update', 'escalate']),
  good: () => example(['get', 'update']),
  check: ofKinds([`${RBAC} Role`, `${RBAC} ClusterRole`], (at) => {
    const verbs = asList(at.manifest['rules']).flatMap((rule) => textsAt(rule, 'verbs'));
    const granted = VERBS.filter((verb) => verbs.includes(verb));
    return granted.length === 0 ? [] : [{ at, message: `grants ${granted.join(', ')}` }];
  }),
};

import type { Refusal } from '../../core/refusal';

const RBAC = 'rbac.authorization.k8s.io';

/** What a RoleBinding gives rights to: people by group or by name. */
export function subject(kind: 'Group' | 'User', name: string) {
  return { apiGroup: RBAC, kind, name };
}

/** Who a RoleBinding gives which role. */
export function roleRef(name: string) {
  return { apiGroup: RBAC, kind: 'Role', name };
}

/** What is wrong with the name of a user or group, or nothing. */
export function subjectRefusal(prop: string, name: string): Refusal | undefined {
  const blank = name.trim() === '';
  if (!blank && !name.startsWith('system:')) return undefined;
  return {
    prop,
    value: name,
    problem: blank ? 'names nobody' : "is Kubernetes' own",
    allowed: "a user or group of your identity provider, not 'system:...'",
    fix: 'name the people that are meant',
  };
}

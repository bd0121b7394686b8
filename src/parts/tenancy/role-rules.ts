/**
 * What each role of a namespace may do. Source: Kubernetes "RBAC good practices", which names what leads to more than it says:
 * `escalate`, `bind` and `impersonate`, tokens of service accounts, lists of Secrets, `exec`. No wildcard stands here.
 */

/** A rule of a Role, as plain data. */
export interface RoleRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** The roles that people have day by day, each with all of the one before it. */
export const TENANT_ROLES = ['developer', 'operator', 'admin'] as const;
export type TenantRole = (typeof TENANT_ROLES)[number];

const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'update', 'patch', 'delete'];

function rule(group: string, resources: readonly string[], verbs: readonly string[]): RoleRule {
  return { apiGroups: [group], resources, verbs };
}

/** Sees what runs and why it does not. No Secret: not even its name. */
const DEVELOPER: readonly RoleRule[] = [
  rule(
    '',
    [
      'configmaps',
      'events',
      'limitranges',
      'persistentvolumeclaims',
      'pods',
      'resourcequotas',
      'serviceaccounts',
      'services',
    ],
    READ,
  ),
  rule('', ['pods/log'], ['get']),
  rule('apps', ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], READ),
  rule('argoproj.io', ['analysisruns', 'rollouts'], READ),
  rule('autoscaling', ['horizontalpodautoscalers'], READ),
  rule('batch', ['cronjobs', 'jobs'], READ),
  rule('discovery.k8s.io', ['endpointslices'], READ),
  rule('events.k8s.io', ['events'], READ),
  rule('external-secrets.io', ['externalsecrets', 'pushsecrets', 'secretstores'], READ),
  rule('gateway.networking.k8s.io', ['grpcroutes', 'httproutes'], READ),
  rule('keda.sh', ['scaledjobs', 'scaledobjects'], READ),
  rule('metrics.k8s.io', ['pods'], ['get', 'list']),
  rule('networking.k8s.io', ['ingresses', 'networkpolicies'], READ),
  rule('policy', ['poddisruptionbudgets'], READ),
];

/** Moves what runs, and changes nothing about what it is: restarts pods, scales, ends jobs, promotes or aborts a release. */
const OPERATOR: readonly RoleRule[] = [
  rule('', ['pods'], ['delete']),
  rule('', ['pods/eviction'], ['create']),
  rule('apps', ['deployments/scale', 'statefulsets/scale'], ['get', 'patch', 'update']),
  rule('argoproj.io', ['rollouts/scale'], ['get', 'patch', 'update']),
  rule('argoproj.io', ['rollouts/status'], ['patch']),
  rule('batch', ['jobs'], ['delete']),
];

/**
 * Changes workloads. Not what holds them: quota, network policies, roles, service accounts, and where secrets come from. Who
 * may start a pod may give it any Secret of the namespace, so this role is for the few, and the others deploy through review.
 */
const ADMIN: readonly RoleRule[] = [
  rule('', ['configmaps', 'persistentvolumeclaims', 'services'], WRITE),
  rule('apps', ['deployments', 'statefulsets'], WRITE),
  rule('argoproj.io', ['rollouts'], WRITE),
  rule('autoscaling', ['horizontalpodautoscalers'], WRITE),
  rule('batch', ['cronjobs', 'jobs'], WRITE),
  rule('gateway.networking.k8s.io', ['grpcroutes', 'httproutes'], WRITE),
  rule('keda.sh', ['scaledjobs', 'scaledobjects'], WRITE),
  rule('networking.k8s.io', ['ingresses'], WRITE),
  rule('policy', ['poddisruptionbudgets'], WRITE),
];

/** Looks inside: a shell in a pod, a Secret by its name. Cuts pods off from the network by their label. Nobody has it for longer than an incident. */
const BREAK_GLASS: readonly RoleRule[] = [
  rule('', ['secrets'], ['get']),
  rule('', ['pods/attach', 'pods/exec', 'pods/portforward'], ['create', 'get']),
  rule('', ['pods/ephemeralcontainers'], ['patch', 'update']),
  rule('', ['pods'], ['patch']),
  rule('apps', ['daemonsets', 'replicasets'], ['patch']),
  rule('external-secrets.io', ['externalsecrets'], ['patch']),
];

/** The rules of each role. */
export const ROLE_RULES: Readonly<Record<TenantRole | 'break-glass', readonly RoleRule[]>> = {
  developer: DEVELOPER,
  operator: [...DEVELOPER, ...OPERATOR],
  admin: [...DEVELOPER, ...OPERATOR, ...ADMIN],
  'break-glass': [...DEVELOPER, ...OPERATOR, ...ADMIN, ...BREAK_GLASS],
};

/** Rules as an object takes them. */
export function copyRules(rules: readonly RoleRule[]) {
  return rules.map(({ apiGroups, resources, verbs }) => ({
    apiGroups: [...apiGroups],
    resources: [...resources],
    verbs: [...verbs],
  }));
}

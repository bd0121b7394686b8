/**
 * # TenantRoles
 *
 * What people may do in a namespace. A **developer** sees what runs and why it does not. An **operator** also moves it: restarts and
 * evicts pods, scales, ends jobs, promotes or aborts a release. An **admin** also changes workloads. None of them reads Secrets,
 * opens a shell in a pod, or changes roles, quotas, service accounts and network policies.
 *
 * Who may start a pod may give it any Secret of the namespace; that makes admin a role for few. Roles are given to groups of the
 * identity provider; a person who needs more for a time gets it from `AccessGrants`.
 */
import { Chart, type App } from 'cdk8s';
import { TenantNamespace, TenantRoles } from 'seaworthy';

export class Billing extends Chart {
  constructor(app: App) {
    super(app, 'billing', { namespace: 'billing' });
    new TenantNamespace(this, 'Namespace', { name: 'billing' });
    new TenantRoles(this, 'Roles', {
      namespace: 'billing',
      groups: { developer: ['billing-developers'], operator: ['billing-oncall'] },
    });
  }
}

/**
 * # AccessGrants
 *
 * Rights that end by themselves: break-glass for an incident, or a role for as long as a task takes. `now` is the moment that the
 * App is built for; an entry point takes it from the clock. A grant whose time is over is not rendered any more, so an ended grant
 * never stops a deployment. In the cluster a CronJob deletes its binding within five minutes, whether somebody deploys or not. The
 * job runs in a namespace of the platform, where nobody with a grant can stop it, and may delete these bindings and nothing else.
 *
 * Where GitOps applies rendered files, a binding that has ended stands in Git until the files are rendered again, and is brought
 * back at each sync and deleted again. Render on a schedule there. `accessRegister(app)` lists every grant, with what has ended.
 */
import { Chart, type App } from 'cdk8s';
import { AccessGrants, TenantNamespace, TenantRoles } from 'seaworthy';

export class Payments extends Chart {
  constructor(app: App, now = '2026-11-21T12:00:00Z') {
    super(app, 'payments', { namespace: 'payments' });
    new TenantNamespace(this, 'Namespace', { name: 'payments' });
    new TenantNamespace(this, 'AccessNamespace', { name: 'access' });
    const roles = new TenantRoles(this, 'Roles', { namespace: 'payments', groups: { operator: ['payments-oncall'] } });
    new AccessGrants(this, 'Access', {
      roles,
      now,
      enforcer: { namespace: 'access', image: 'ghcr.io/acme/kubectl:1.36.3', apiServer: ['10.100.0.1/32'] },
      grants: [
        {
          name: 'inc-4711',
          role: 'break-glass',
          to: { user: 'ada@example.com' },
          reason: 'payments are stuck in the queue',
          approvedBy: 'duty manager',
          expires: '2026-11-21T16:00:00Z',
        },
      ],
    });
  }
}

import { Duration, Size, type Chart } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { AccessGrants, NamespaceQuota, Percent, PriorityClass, TenantRoles, TenantServiceAccount } from 'seaworthy';
import type { Accepted, Refused } from './refusal-table';
import { part, type Fill } from './untyped-part';

const quota = (props: object) => part(NamespaceQuota, { namespace: 'shop', ...props });
const priority = (props: object) =>
  part(PriorityClass, { name: 'shop', value: 1000, description: 'the shop', ...props });
const roles = (groups: unknown) => part(TenantRoles, { namespace: 'shop', groups });
const account = (props: object) => part(TenantServiceAccount, { name: 'runner', namespace: 'shop', ...props });
const may = (props: object) =>
  account({ may: [{ group: 'apps', resources: ['deployments'], verbs: ['get'], ...props }] });

const GRANT = {
  name: 'inc-1',
  role: 'operator',
  to: { user: 'ada@example.com' },
  reason: 'payments are stuck',
  approvedBy: 'grace@example.com',
  expires: '2026-11-21T18:00:00Z',
};
const ENFORCER = { namespace: 'access', image: 'ghcr.io/acme/kubectl:1.36.3', apiServer: ['10.100.0.1/32'] };
const access =
  (props: object): Fill =>
  (chart: Chart) => {
    const shop = new TenantRoles(chart, 'roles', { namespace: 'shop' });
    return part(AccessGrants, {
      roles: shop,
      now: '2026-11-21T12:00:00Z',
      enforcer: ENFORCER,
      grants: [GRANT],
      ...props,
    })(chart);
  };
const grant = (props: object) => access({ grants: [{ ...GRANT, ...props }] });

export const REFUSED: readonly Refused<Fill>[] = [
  ['a quota of half a node', quota({ nodes: 0.5 }), 'nodes', '0.5', '1 or more', 'the cluster grows to'],
  [
    'a quota without a default',
    quota({ defaultCpu: Cpu.millis(0) }),
    'defaultCpu',
    "'0'",
    'more than 0',
    'a small container',
  ],
  ['a quota with room as a number', quota({ headroom: 10 }), 'headroom', undefined, 'a Percent', 'Percent.of'],
  ['a priority of the system', priority({ name: 'system-shop' }), 'name', "'system-shop'", "'system-'", 'otherwise'],
  ['a priority over all', priority({ value: 2_000_000_000 }), 'value', '2000000000', 'a whole number', 'leave room'],
  ['a priority for nobody', priority({ description: '' }), 'description', undefined, 'a sentence', 'which pods'],
  ['a group by a text', roles({ developer: 'all' }), 'groups.developer', undefined, 'a list', 'write a list'],
  [
    'an account that may do nothing',
    may({ verbs: [] }),
    'may[0].verbs',
    undefined,
    'one or more',
    'remove the permission',
  ],
  [
    'an account with a role by its name',
    account({ awsRole: 'admin' }),
    'awsRole',
    "'admin'",
    'arn:aws:iam',
    'the whole ARN',
  ],
  [
    'a grant without a reason',
    grant({ reason: ' ' }),
    'grants[0].reason',
    undefined,
    'a text for whoever',
    'write it down',
  ],
  ['a grant of a role that is none', grant({ role: 'root' }), 'grants[0].role', "'root'", 'break-glass', 'one of them'],
  ['a grant to nobody', grant({ to: {} }), 'grants[0].to.group', undefined, 'a text', 'in quotes'],
  [
    'a grant for ever',
    grant({ expires: 'never' }),
    'grants[0].expires',
    "'never'",
    'such as 2026-11-21T18:00:00Z',
    'with the Z at its end',
  ],
  [
    'a grant for a year',
    grant({ expires: '2027-11-21T12:00:00Z' }),
    'grants[0].expires',
    "'2027",
    'at most 720 hours',
    'end it earlier',
  ],
  [
    'a broken glass for a day',
    grant({ role: 'break-glass', expires: '2026-11-22T12:00:00Z' }),
    'grants[0].expires',
    "'2026-11-22",
    'at most 12 hours',
    'end it earlier',
  ],
  ['one grant twice', access({ grants: [GRANT, GRANT] }), 'grants[1].name', "'inc-1'", 'each name once', 'rename one'],
  [
    'an enforcer among those it watches',
    access({ enforcer: { ...ENFORCER, namespace: 'shop' } }),
    'enforcer.namespace',
    "'shop'",
    'of the platform',
    'no grant is for',
  ],
  [
    'an enforcer of any version',
    access({ enforcer: { ...ENFORCER, image: 'kubectl' } }),
    'enforcer.image',
    "'kubectl'",
    'digest',
    'pin it',
  ],
  [
    'an enforcer that reaches nothing',
    access({ enforcer: { ...ENFORCER, apiServer: [] } }),
    'enforcer.apiServer',
    undefined,
    'one range',
    'addresses of the API server',
  ],
  [
    'a time that is no moment',
    access({ now: 'today' }),
    'now',
    "'today'",
    'date and time in UTC',
    'with the Z at its end',
  ],
];

export const ACCEPTED: readonly Accepted<Fill>[] = [
  ['a quota of an empty namespace', quota({})],
  ['a quota with as much room again', quota({ headroom: Percent.of(100), defaultMemory: Size.mebibytes(1) })],
  ['a priority under all others', priority({ value: -1000, preempts: false })],
  ['roles for nobody yet', roles({})],
  ['an account for the core group', may({ group: '', resources: ['configmaps'] })],
  ['a grant that has ended', grant({ expires: '2026-11-21T11:59:59Z' })],
  ['a grant to a group with a colon', grant({ to: { group: 'oidc:oncall' } })],
  ['no grants', access({ grants: [] })],
  [
    'a longer grant where it is allowed',
    access({ longestGrant: Duration.days(90), grants: [{ ...GRANT, expires: '2027-01-21T12:00:00Z' }] }),
  ],
];

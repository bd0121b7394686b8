import { App, Chart, Duration } from 'cdk8s';
import {
  accessRegister,
  AccessGrants,
  capabilities,
  declareEnvironment,
  TenantRoles,
  type AccessEnforcer,
  type AccessGrant,
  type AccessGrantsProps,
} from 'seaworthy';
import { build, objects, objectsOf, only, problems } from '../../rendering';

const NOW = '2026-11-21T12:00:00Z';
const INCIDENT: AccessGrant = {
  name: 'inc-4711',
  role: 'break-glass',
  to: { user: 'ada@example.com' },
  reason: 'orders are stuck',
  approvedBy: 'duty-manager',
  expires: '2026-11-21T16:00:00Z',
};
const ENFORCER: AccessEnforcer = {
  namespace: 'access',
  image: 'ghcr.io/acme/kubectl:1.36.3',
  apiServer: ['10.0.0.1/32'],
};

const granted =
  (grants: readonly AccessGrant[], props: Partial<AccessGrantsProps> = {}) =>
  (chart: Chart): void => {
    const roles = new TenantRoles(chart, 'Roles', { namespace: 'shop' });
    new AccessGrants(chart, 'Access', { roles, grants, now: NOW, enforcer: ENFORCER, ...props });
  };
const bindings = (grants: readonly AccessGrant[], props?: Partial<AccessGrantsProps>) =>
  objects(granted(grants, props)).filter(
    ({ kind, metadata }) => kind === 'RoleBinding' && metadata.name.startsWith('grant-'),
  );

describe('AccessGrants', () => {
  test('gives one user a role, and says why, who agreed and until when', () => {
    expect(bindings([INCIDENT])).toEqual([
      expect.objectContaining({
        metadata: expect.objectContaining({
          name: 'grant-inc-4711',
          namespace: 'shop',
          annotations: {
            'access.seaworthy.dev/reason': 'orders are stuck',
            'access.seaworthy.dev/approved-by': 'duty-manager',
            'access.seaworthy.dev/expires': '2026-11-21T16:00:00Z',
          },
        }) as unknown,
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'break-glass' },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'ada@example.com' }],
      }),
    ]);
  });

  test('a group gets a role for a task, and the role of break-glass is not even there', () => {
    const task: AccessGrant = { ...INCIDENT, role: 'admin', to: { group: 'migration-crew' } };
    expect(bindings([task])).toMatchObject([
      { roleRef: { name: 'admin' }, subjects: [{ kind: 'Group', name: 'migration-crew' }] },
    ]);
    const names = objects(granted([task])).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(names).not.toContain('Role break-glass');
  });

  test('a grant ends at its end: not a second before, and not rendered from then on', () => {
    expect(bindings([INCIDENT], { now: '2026-11-21T15:59:59Z' })).toHaveLength(1);
    expect(bindings([INCIDENT], { now: '2026-11-21T16:00:00Z' })).toEqual([]);
  });

  test('in the cluster a job ends it every five minutes, from its own namespace, also what has ended and was brought back', () => {
    const cron = only('CronJob', granted([INCIDENT], { now: '2026-11-22T00:00:00Z' }));
    expect(cron.metadata).toMatchObject({ name: 'access-expiry-shop', namespace: 'access' });
    expect(cron.spec).toMatchObject({ schedule: '*/5 * * * *', timeZone: 'Etc/UTC', concurrencyPolicy: 'Forbid' });
    const container = cron.spec.jobTemplate?.spec?.template?.spec?.containers?.[0];
    const command = container?.command as unknown as string[];
    // 2026-11-21T16:00:00Z is 1,795,276,800 seconds after 1970
    expect(command.slice(-2)).toEqual(['grant-inc-4711', '1795276800']);
  });

  test('what ends grants may delete their bindings, and nothing else', () => {
    const roles = objects(granted([INCIDENT])).filter(({ metadata }) => metadata.name === 'access-expiry-shop');
    expect(roles.find(({ kind }) => kind === 'Role')).toMatchObject({
      metadata: { namespace: 'shop' },
      rules: [
        {
          apiGroups: ['rbac.authorization.k8s.io'],
          resources: ['rolebindings'],
          resourceNames: ['grant-inc-4711'],
          verbs: ['delete'],
        },
      ],
    });
    expect(roles.find(({ kind }) => kind === 'NetworkPolicy')?.spec).toMatchObject({
      policyTypes: ['Ingress', 'Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '10.0.0.1/32' } }] }],
    });
  });

  test('without a grant nothing is rendered', () => {
    expect(objects(granted([])).filter(({ metadata }) => metadata.namespace === 'access')).toEqual([]);
  });

  test('the register lists every grant of an App, with what has ended', () => {
    const old = { ...INCIDENT, name: 'inc-1', expires: '2026-01-01T00:00:00Z' };
    expect(accessRegister(build(granted([INCIDENT, old])))).toEqual([
      { ...old, namespace: 'shop', expired: true },
      { ...INCIDENT, namespace: 'shop', expired: false },
    ]);
  });

  test('defaults: break-glass for at most 12 hours, anything else for at most 30 days', () => {
    const until = (role: AccessGrant['role'], expires: string) => problems(granted([{ ...INCIDENT, role, expires }]));
    expect(until('break-glass', '2026-11-22T00:00:00Z')).toEqual([]);
    expect(until('break-glass', '2026-11-22T00:00:01Z')).toEqual([
      expect.stringContaining(
        "grants[0].expires '2026-11-22T00:00:01Z' is further away than a grant of break-glass may last; allowed: at most 12 hours",
      ),
    ]);
    expect(until('admin', '2026-12-21T12:00:00Z')).toEqual([]);
    expect(until('admin', '2026-12-21T12:00:01Z')).toEqual([expect.stringContaining('allowed: at most 720 hours')]);
  });

  test('how long a grant may last can be set', () => {
    const props = { longestBreakGlass: Duration.hours(1), longestGrant: Duration.hours(2) };
    expect(problems(granted([INCIDENT, { ...INCIDENT, name: 'b', role: 'operator' }], props))).toEqual([
      expect.stringContaining('at most 1 hours from'),
      expect.stringContaining('at most 2 hours from'),
    ]);
  });

  test('rejects a grant that nobody could account for, all at once', () => {
    const wrong = {
      name: 'Inc 4711',
      role: 'god',
      to: { group: 'system:masters' },
      reason: ' ',
      approvedBy: '',
      expires: 'later',
    };
    expect(problems(granted([wrong as unknown as AccessGrant], { now: 'today' }))).toEqual([
      expect.stringContaining("now 'today' is no moment in time; allowed: date and time in UTC"),
      expect.stringContaining("grants[0].name 'Inc 4711' is not a valid DNS name"),
      expect.stringContaining("grants[0].role 'god' is no role; allowed: developer, operator, admin, break-glass"),
      expect.stringContaining("grants[0].to.group 'system:masters' is Kubernetes' own"),
      expect.stringContaining('grants[0].reason is empty'),
      expect.stringContaining('grants[0].approvedBy is empty'),
      expect.stringContaining("grants[0].expires 'later' is no moment in time"),
    ]);
  });

  test('takes the time from the environment, and is refused where nobody tells it', () => {
    const bound = (now?: string): string[] => {
      const app = new App();
      declareEnvironment(app, { name: 'test', region: 'eu-west-1', capabilities: capabilities(), now });
      granted([INCIDENT], { now: undefined })(new Chart(app, 'shop', { namespace: 'shop' }));
      return objectsOf(app).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    };
    expect(bound('2026-11-21T15:59:59Z')).toContain('RoleBinding grant-inc-4711');
    expect(bound('2026-11-21T16:00:00Z')).not.toContain('RoleBinding grant-inc-4711');
    expect(() => bound('soon')).toThrow(
      "declareEnvironment: now 'soon' is no moment in time; allowed: date and time in UTC, such as 2026-11-21T18:00:00Z",
    );
    expect(problems(granted([INCIDENT], { now: undefined }))).toEqual([
      expect.stringContaining('now is not known, and grants end by it; allowed: date and time in UTC'),
    ]);
    expect(problems(granted([], { now: undefined }))).toEqual([]);
  });

  test('rejects a name twice, and an end that nobody could enforce', () => {
    const enforcer = { namespace: 'shop', image: 'kubectl', apiServer: [] };
    expect(problems(granted([INCIDENT, INCIDENT], { enforcer }))).toEqual([
      expect.stringContaining("enforcer.namespace 'shop' is the namespace of the grants, whose admins could stop"),
      expect.stringContaining("enforcer.image 'kubectl' has neither tag nor digest"),
      expect.stringContaining('enforcer.apiServer is empty, so nothing could be deleted'),
      expect.stringContaining("grants[1].name 'inc-4711' is there twice"),
    ]);
  });
});

import { TenantRoles } from 'seaworthy';
import { ROLE_RULES, type RoleRule } from '../../../src/parts/tenancy/role-rules';
import { objects, problems } from '../../rendering';

const roles = (groups?: object) => (chart: ConstructorParameters<typeof TenantRoles>[0]) => {
  new TenantRoles(chart, 'Roles', { namespace: 'shop', groups });
};

/** Each right of some rules, as `verb group/resource`. */
function rights(rules: readonly RoleRule[]): string[] {
  return rules.flatMap(({ apiGroups, resources, verbs }) =>
    apiGroups.flatMap((group) => resources.flatMap((one) => verbs.map((verb) => `${verb} ${group}/${one}`))),
  );
}

describe('TenantRoles', () => {
  test('by default the three roles are there, and nobody has any', () => {
    expect(objects(roles()).map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      'Role shop/developer',
      'Role shop/operator',
      'Role shop/admin',
    ]);
  });

  test('groups get the role that they are named for', () => {
    const [binding, ...others] = objects(roles({ operator: ['shop-oncall', 'sre'] })).filter(
      ({ kind }) => kind === 'RoleBinding',
    );
    expect(others).toEqual([]);
    expect(binding).toMatchObject({
      metadata: { name: 'operator', namespace: 'shop' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'operator' },
      subjects: ['shop-oncall', 'sre'].map((name) => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name })),
    });
  });

  test('each role can do all that the one before it can', () => {
    const [developer, operator, admin, breakGlass] = (['developer', 'operator', 'admin', 'break-glass'] as const).map(
      (role) => rights(ROLE_RULES[role]),
    );
    expect(operator).toEqual(expect.arrayContaining(developer ?? []));
    expect(admin).toEqual(expect.arrayContaining(operator ?? []));
    expect(breakGlass).toEqual(expect.arrayContaining(admin ?? []));
  });

  // RBAC good practices: what leads to more than it says
  test.each(['developer', 'operator', 'admin'] as const)('%s has no right that leads to more', (role) => {
    const dangerous =
      /\*|escalate|bind |impersonate|\/secrets$|pods\/(exec|attach|portforward|ephemeralcontainers)$|serviceaccounts\/token|(create|update|patch|delete) .*\/(roles|rolebindings|serviceaccounts|resourcequotas|limitranges|networkpolicies|externalsecrets|secretstores)$/;
    expect(rights(ROLE_RULES[role]).filter((right) => dangerous.test(right))).toEqual([]);
  });

  test('break-glass reads a Secret by its name, and never lists them', () => {
    expect(rights(ROLE_RULES['break-glass']).filter((right) => right.endsWith('/secrets'))).toEqual(['get /secrets']);
  });

  test("rejects Kubernetes' own groups, and groups without a name", () => {
    expect(problems(roles({ admin: ['system:masters'], developer: [' '] }))).toEqual([
      expect.stringContaining("groups.developer[0] ' ' names nobody; allowed: a user or group"),
      expect.stringContaining("groups.admin[0] 'system:masters' is Kubernetes' own"),
    ]);
  });
});

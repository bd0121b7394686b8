import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { LABEL, MANAGED_BY } from '../../core/conventions';
import { dnsLabelRefusal } from '../../core/names';
import { refuse } from '../../core/refusal';
import { group, list, optional, requireShape, text, type Shapes } from '../../core/shape';
import { Role, RoleBinding } from '../../kinds/rbac';
import { copyRules, ROLE_RULES, TENANT_ROLES, type TenantRole } from './role-rules';
import { roleRef, subject, subjectRefusal } from './subject';

/** Properties for `TenantRoles`. */
export interface TenantRolesProps {
  /** Namespace that the roles are for. */
  readonly namespace: string;
  /**
   * Groups of the identity provider that have each role. People are never named: they come and go.
   * @default - nobody has any of them
   */
  readonly groups?: Readonly<Partial<Record<TenantRole, readonly string[]>>>;
}

const GROUPS = optional(list(text));
const SHAPES: Shapes = {
  namespace: text,
  groups: optional(group({ developer: GROUPS, operator: GROUPS, admin: GROUPS })),
};

/**
 * What people may do in a namespace. A developer sees what runs, an operator moves it, an admin changes it. None of them reads
 * Secrets, opens a shell in a pod, or changes roles, quotas and network policies: `AccessGrants` gives that for a time.
 */
export class TenantRoles extends Construct {
  public readonly namespace: string;
  public readonly developer: ApiObject;
  public readonly operator: ApiObject;
  public readonly admin: ApiObject;
  /** One for each role that somebody has. */
  public readonly bindings: readonly ApiObject[];

  public constructor(scope: Construct, id: string, props: TenantRolesProps) {
    super(scope, id);
    requireShape(this, props, SHAPES);
    const { namespace, groups = {} } = props;
    this.namespace = namespace;
    const named = TENANT_ROLES.flatMap((role) =>
      (groups[role] ?? []).map((name, index) => subjectRefusal(`groups.${role}[${index}]`, name)),
    );
    refuse(
      this,
      [dnsLabelRefusal('namespace', namespace), ...named].filter((refusal) => refusal !== undefined),
    );
    this.developer = this.role('Developer', 'developer');
    this.operator = this.role('Operator', 'operator');
    this.admin = this.role('Admin', 'admin');
    this.bindings = TENANT_ROLES.filter((role) => (groups[role] ?? []).length > 0).map(
      (role) =>
        new RoleBinding(this, `${role}-binding`, {
          metadata: this.metadata(role),
          roleRef: roleRef(role),
          subjects: (groups[role] ?? []).map((name) => subject('Group', name)),
        }),
    );
  }

  private role(id: string, name: TenantRole): ApiObject {
    return new Role(this, id, { metadata: this.metadata(name), rules: copyRules(ROLE_RULES[name]) });
  }

  private metadata(name: string) {
    return { name, namespace: this.namespace, labels: { [LABEL.managedBy]: MANAGED_BY } };
  }
}

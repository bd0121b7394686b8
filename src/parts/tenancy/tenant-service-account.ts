import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { awsRoleRefusal } from '../../core/aws-role';
import { AWS_ROLE, LABEL, MANAGED_BY } from '../../core/conventions';
import { dnsLabelRefusal, dnsSubdomainRefusal } from '../../core/names';
import { refuse, type Refusal } from '../../core/refusal';
import { group, list, optional, requireShape, text, type Shapes } from '../../core/shape';
import { Role, RoleBinding } from '../../kinds/rbac';
import { ServiceAccount } from '../../kinds/service-account';
import { roleRef } from './subject';

/** What a service account may do with objects of its namespace. */
export interface Permission {
  /** API group; empty for the core group. */
  readonly group: string;
  /** Kinds, as the API names them: `configmaps`. */
  readonly resources: readonly string[];
  /** What it may do with them: `get`, `list`, `watch`, `update` ... */
  readonly verbs: readonly string[];
  /**
   * Names of the objects that are meant.
   * @default - all of these kinds
   */
  readonly names?: readonly string[];
}

/** Properties for `TenantServiceAccount`. */
export interface TenantServiceAccountProps {
  readonly name: string;
  readonly namespace: string;
  /**
   * What it may do with objects of the namespace.
   * @default - nothing
   */
  readonly may?: readonly Permission[];
  /**
   * ARN of the AWS role that its pods take on (IRSA). Pod Identity needs none.
   * @default - none
   */
  readonly awsRole?: string;
}

const SHAPES: Shapes = {
  name: text,
  namespace: text,
  may: optional(list(group({ group: text, resources: list(text), verbs: list(text), names: optional(list(text)) }))),
  awsRole: optional(text),
};

/** With these a service account gives itself more than is written. */
const ESCALATING = ['*', 'escalate', 'bind', 'impersonate'];

/**
 * An identity for pods that are not of a workload here: of a CI runner, an operator, a chart of somebody else. It may do what is
 * named and no more, and its pods have no token unless they ask for one.
 */
export class TenantServiceAccount extends Construct {
  public readonly name: string;
  public readonly serviceAccount: ServiceAccount;
  /** What it may do. None when it may do nothing. */
  public readonly role?: ApiObject;
  public readonly roleBinding?: ApiObject;

  public constructor(scope: Construct, id: string, props: TenantServiceAccountProps) {
    super(scope, id);
    requireShape(this, props, SHAPES);
    const { name, namespace, may = [], awsRole } = props;
    this.name = name;
    const refusals = [
      dnsSubdomainRefusal('name', name),
      dnsLabelRefusal('namespace', namespace),
      awsRoleRefusal('awsRole', awsRole, 'for Pod Identity'),
      ...may.flatMap((permission, index) => permissionRefusals(`may[${index}]`, permission)),
    ];
    refuse(
      this,
      refusals.filter((refusal) => refusal !== undefined),
    );
    const metadata = { name, namespace, labels: { [LABEL.managedBy]: MANAGED_BY } };
    this.serviceAccount = new ServiceAccount(this, 'ServiceAccount', {
      metadata: { ...metadata, ...(awsRole !== undefined && { annotations: { [AWS_ROLE]: awsRole } }) },
    });
    if (may.length === 0) return;
    this.role = new Role(this, 'Role', {
      metadata,
      rules: may.map(({ group: apiGroup, resources, verbs, names }) => ({
        apiGroups: [apiGroup],
        resources: [...resources],
        verbs: [...verbs],
        ...(names && { resourceNames: [...names] }),
      })),
    });
    this.roleBinding = new RoleBinding(this, 'RoleBinding', {
      metadata,
      roleRef: roleRef(name),
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
  }
}

function permissionRefusals(prop: string, { group: apiGroup, resources, verbs, names }: Permission): Refusal[] {
  const empty = Object.entries({ resources, verbs, ...(names && { names }) })
    .filter(([, items]) => items.length === 0)
    .map(([field]) => ({
      prop: `${prop}.${field}`,
      problem: 'is empty, and grants nothing',
      allowed: 'one or more',
      fix: 'name them, or remove the permission',
    }));
  const tooMuch = [
    ...(apiGroup === '*' ? [['group', '*'] as const] : []),
    ...resources.filter((name) => name.includes('*')).map((name) => ['resources', name] as const),
    ...verbs.filter((verb) => ESCALATING.includes(verb)).map((verb) => ['verbs', verb] as const),
  ].map(([field, value]) => ({
    prop: `${prop}.${field}`,
    value,
    problem: 'grants more than is written',
    allowed: 'names without a star, and verbs that give no further rights',
    fix: 'list what is needed',
  }));
  return [...empty, ...tooMuch];
}

import type { Construct } from 'constructs';
import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role' with { 'resolution-mode': 'import' };
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding' with {
  'resolution-mode': 'import',
};
import type { NamespacedMetadata } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

/** Props of a `Role`. */
export interface RoleProps {
  readonly metadata: NamespacedMetadata;
  readonly rules: NonNullable<IRole['rules']>;
}

/** `rbac.authorization.k8s.io/v1` Role. Unlike the cdk8s-plus class it can name the objects that a rule is about. */
export class Role extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', ...props });
  }
}

/** Props of a `RoleBinding`. */
export interface RoleBindingProps {
  readonly metadata: NamespacedMetadata;
  readonly roleRef: IRoleBinding['roleRef'];
  readonly subjects: NonNullable<IRoleBinding['subjects']>;
}

/** `rbac.authorization.k8s.io/v1` RoleBinding. Unlike the cdk8s-plus class it needs no construct for its role. */
export class RoleBinding extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: RoleBindingProps) {
    super(scope, id, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', ...props });
  }
}

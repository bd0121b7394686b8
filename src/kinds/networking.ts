import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress' with { 'resolution-mode': 'import' };
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy' with {
  'resolution-mode': 'import',
};
import type { KindProps, NamespacedMetadata } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

/** Spec of a NetworkPolicy, as plain data. */
export type NetworkPolicySpec = KindProps<INetworkPolicy>['spec'];

/** Props of a `NetworkPolicy`. Its spec is asked for at synthesis: calls are declared after the workloads that they join. */
export interface NetworkPolicyProps {
  readonly metadata: NamespacedMetadata;
  readonly spec: () => NetworkPolicySpec;
}

/** `networking.k8s.io/v1` NetworkPolicy. */
export class NetworkPolicy extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: NetworkPolicyProps) {
    const spec: unknown = Lazy.any({ produce: props.spec });
    super(scope, id, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: props.metadata, spec });
  }
}

/** `networking.k8s.io/v1` Ingress. */
export class Ingress extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IIngress>) {
    super(scope, id, { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', ...props });
  }
}

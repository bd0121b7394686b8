import { ApiObject } from 'cdk8s';
import type { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy' with {
  'resolution-mode': 'import',
};
import type { KindProps, NamespacedMetadata } from './kind-props';

/** Spec of a NetworkPolicy, as plain data. */
export type NetworkPolicySpec = KindProps<INetworkPolicy>['spec'];

/** `networking.k8s.io/v1` NetworkPolicy. Its spec may be lazy: calls are declared after the workloads that they join. */
export class NetworkPolicy extends ApiObject {
  public constructor(
    scope: Construct,
    id: string,
    props: { metadata: NamespacedMetadata; spec: NetworkPolicySpec | Lazy },
  ) {
    super(scope, id, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', ...props });
  }
}

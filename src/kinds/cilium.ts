import type { ICiliumNetworkPolicy } from '@kubernetes-models/cilium/cilium.io/v2/CiliumNetworkPolicy' with {
  'resolution-mode': 'import',
};
import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { CUSTOM_RESOURCE_API } from '../core/versions';
import type { KindProps, NamespacedMetadata } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

/** Spec of a CiliumNetworkPolicy, as plain data. */
export type CiliumNetworkPolicySpec = KindProps<ICiliumNetworkPolicy>['spec'];

/** Props of a `CiliumNetworkPolicy`. Its spec is asked for at synthesis: calls are declared after the workloads that they join. */
export interface CiliumNetworkPolicyProps {
  readonly metadata: NamespacedMetadata;
  readonly spec: () => CiliumNetworkPolicySpec;
}

/** `cilium.io/v2` CiliumNetworkPolicy. */
export class CiliumNetworkPolicy extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: CiliumNetworkPolicyProps) {
    const spec: unknown = Lazy.any({ produce: props.spec });
    super(scope, id, {
      apiVersion: CUSTOM_RESOURCE_API.cilium,
      kind: 'CiliumNetworkPolicy',
      metadata: props.metadata,
      spec,
    });
  }
}

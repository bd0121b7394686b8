import type { IEC2NodeClass } from '@kubernetes-models/karpenter/karpenter.k8s.aws/v1/EC2NodeClass' with {
  'resolution-mode': 'import',
};
import type { INodePool } from '@kubernetes-models/karpenter/karpenter.sh/v1/NodePool' with {
  'resolution-mode': 'import',
};
import { JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { CUSTOM_RESOURCE_API } from '../core/versions';
import type { KindProps, NamedMetadata } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

/** An object of the cluster: cdk8s writes the chart's namespace on it too, which is in none. */
class ClusterObject extends KubernetesObject {
  public constructor(
    scope: Construct,
    id: string,
    props: { readonly apiVersion: string; readonly kind: string; readonly metadata: NamedMetadata; spec: unknown },
  ) {
    super(scope, id, props);
    if (this.chart.namespace !== undefined) this.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
}

/** `karpenter.sh/v1` NodePool. */
export class NodePool extends ClusterObject {
  public constructor(scope: Construct, id: string, props: KindProps<INodePool, NamedMetadata>) {
    super(scope, id, { apiVersion: CUSTOM_RESOURCE_API.karpenter, kind: 'NodePool', ...props });
  }
}

/** `karpenter.k8s.aws/v1` EC2NodeClass. */
export class EC2NodeClass extends ClusterObject {
  public constructor(scope: Construct, id: string, props: KindProps<IEC2NodeClass, NamedMetadata>) {
    super(scope, id, { apiVersion: CUSTOM_RESOURCE_API.karpenterAws, kind: 'EC2NodeClass', ...props });
  }
}

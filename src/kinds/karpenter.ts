import type { IEC2NodeClass } from '@kubernetes-models/karpenter/karpenter.k8s.aws/v1/EC2NodeClass' with {
  'resolution-mode': 'import',
};
import type { INodePool } from '@kubernetes-models/karpenter/karpenter.sh/v1/NodePool' with {
  'resolution-mode': 'import',
};
import type { Construct } from 'constructs';
import { CUSTOM_RESOURCE_API } from '../core/versions';
import { ClusterObject } from './cluster-object';
import type { KindProps, NamedMetadata } from './kind-props';

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

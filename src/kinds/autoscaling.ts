import type { Construct } from 'constructs';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler' with {
  'resolution-mode': 'import',
};
import type { KindProps } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

/** `autoscaling/v2` HorizontalPodAutoscaler. */
export class HorizontalPodAutoscaler extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IHorizontalPodAutoscaler>) {
    super(scope, id, { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', ...props });
  }
}

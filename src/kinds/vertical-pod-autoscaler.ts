import type { IVerticalPodAutoscaler } from '@kubernetes-models/autoscaler/autoscaling.k8s.io/v1/VerticalPodAutoscaler' with {
  'resolution-mode': 'import',
};
import type { Construct } from 'constructs';
import { CUSTOM_RESOURCE_API } from '../core/versions';
import type { KindProps } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

/** `autoscaling.k8s.io/v1` VerticalPodAutoscaler. */
export class VerticalPodAutoscaler extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IVerticalPodAutoscaler>) {
    super(scope, id, {
      apiVersion: CUSTOM_RESOURCE_API.verticalPodAutoscaler,
      kind: 'VerticalPodAutoscaler',
      ...props,
    });
  }
}

import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler' with {
  'resolution-mode': 'import',
};
import type { KindProps } from './kind-props';

/** `autoscaling/v2` HorizontalPodAutoscaler. */
export class HorizontalPodAutoscaler extends ApiObject {
  public constructor(scope: Construct, id: string, props: KindProps<IHorizontalPodAutoscaler>) {
    super(scope, id, { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', ...props });
  }
}

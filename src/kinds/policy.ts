import type { Construct } from 'constructs';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget' with {
  'resolution-mode': 'import',
};
import type { KindProps } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

/** `policy/v1` PodDisruptionBudget. */
export class PodDisruptionBudget extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IPodDisruptionBudget>) {
    super(scope, id, { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', ...props });
  }
}

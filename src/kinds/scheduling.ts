import { JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { IPriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1/PriorityClass' with {
  'resolution-mode': 'import',
};
import type { NamedMetadata } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

/** Props of a `PriorityClass`. */
export interface PriorityClassProps extends Pick<
  IPriorityClass,
  'value' | 'globalDefault' | 'description' | 'preemptionPolicy'
> {
  readonly metadata: NamedMetadata;
}

/** `scheduling.k8s.io/v1` PriorityClass. */
export class PriorityClass extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: PriorityClassProps) {
    super(scope, id, { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', ...props });
    // cdk8s writes the chart's namespace on this object too, which is in none
    if (this.chart.namespace !== undefined) this.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
}

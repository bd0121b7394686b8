import type { Construct } from 'constructs';
import type { IPriorityClass } from 'kubernetes-models/scheduling.k8s.io/v1/PriorityClass' with {
  'resolution-mode': 'import',
};
import { ClusterObject } from './cluster-object';
import type { NamedMetadata } from './kind-props';

/** Props of a `PriorityClass`. */
export interface PriorityClassProps extends Pick<
  IPriorityClass,
  'value' | 'globalDefault' | 'description' | 'preemptionPolicy'
> {
  readonly metadata: NamedMetadata;
}

/** `scheduling.k8s.io/v1` PriorityClass. */
export class PriorityClass extends ClusterObject {
  public constructor(scope: Construct, id: string, props: PriorityClassProps) {
    super(scope, id, { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', ...props });
  }
}

import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { rollingUpdateFields, type RollingUpdate } from '../core/rolling-update';
import type { ReplicaRange } from '../core/workload';
import { Deployment } from '../kinds/apps';
import type { Pods } from './pods';

/** How the pods of a Deployment are counted and replaced. */
export interface RollingDeploymentProps {
  readonly replicas: ReplicaRange;
  readonly rollout: RollingUpdate;
  /** How long a pod may take to become ready. */
  readonly startSeconds: number;
}

/** The Deployment of a workload. It says no number of pods where an autoscaler does. */
export function rollingDeployment(workload: Construct, pods: Pods, props: RollingDeploymentProps): ApiObject {
  const { replicas, rollout, startSeconds } = props;
  const { strategy, minReadySeconds, progressDeadlineSeconds } = rollingUpdateFields(rollout, startSeconds);
  return new Deployment(workload, 'Deployment', {
    metadata: pods.metadata,
    spec: {
      replicas: replicas.owner === 'workload' ? replicas.min : undefined,
      selector: { matchLabels: { ...pods.selector } },
      strategy,
      minReadySeconds,
      progressDeadlineSeconds,
      template: pods.template(),
    },
  });
}

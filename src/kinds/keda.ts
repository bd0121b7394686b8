import type { IScaledJob } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledJob' with {
  'resolution-mode': 'import',
};
import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject' with {
  'resolution-mode': 'import',
};
import type { ITriggerAuthentication } from '@kubernetes-models/keda/keda.sh/v1alpha1/TriggerAuthentication' with {
  'resolution-mode': 'import',
};
import type { Construct } from 'constructs';
import type { JobTemplate } from '../core/job-template';
import { CUSTOM_RESOURCE_API } from '../core/versions';
import type { KindProps, NamespacedMetadata } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

const apiVersion = CUSTOM_RESOURCE_API.keda;

/** `keda.sh/v1alpha1` ScaledObject. */
export class ScaledObject extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IScaledObject>) {
    super(scope, id, { apiVersion, kind: 'ScaledObject', ...props });
  }
}

/** Props of a `ScaledJob`. Its jobs are plain data: pod templates come from workloads. */
export interface ScaledJobProps {
  readonly metadata: NamespacedMetadata;
  readonly spec: Omit<KindProps<IScaledJob>['spec'], 'jobTargetRef'> & { readonly jobTargetRef: JobTemplate };
}

/** `keda.sh/v1alpha1` ScaledJob. */
export class ScaledJob extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: ScaledJobProps) {
    super(scope, id, { apiVersion, kind: 'ScaledJob', ...props });
  }
}

/** `keda.sh/v1alpha1` TriggerAuthentication. */
export class TriggerAuthentication extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<ITriggerAuthentication>) {
    super(scope, id, { apiVersion, kind: 'TriggerAuthentication', ...props });
  }
}

import type { Construct } from 'constructs';
import type { ICronJob } from 'kubernetes-models/batch/v1/CronJob' with { 'resolution-mode': 'import' };
import type { IJob } from 'kubernetes-models/batch/v1/Job' with { 'resolution-mode': 'import' };
import type { KindProps } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

/** `batch/v1` Job. */
export class Job extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IJob>) {
    super(scope, id, { apiVersion: 'batch/v1', kind: 'Job', ...props });
  }
}

/** `batch/v1` CronJob. */
export class CronJob extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<ICronJob>) {
    super(scope, id, { apiVersion: 'batch/v1', kind: 'CronJob', ...props });
  }
}

import type { Construct } from 'constructs';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment' with { 'resolution-mode': 'import' };
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet' with { 'resolution-mode': 'import' };
import type { KindProps } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

/** `apps/v1` Deployment. */
export class Deployment extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IDeployment>) {
    super(scope, id, { apiVersion: 'apps/v1', kind: 'Deployment', ...props });
  }
}

/** `apps/v1` StatefulSet. */
export class StatefulSet extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IStatefulSet>) {
    super(scope, id, { apiVersion: 'apps/v1', kind: 'StatefulSet', ...props });
  }
}

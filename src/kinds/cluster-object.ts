import { JsonPatch, type ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubernetesObject } from './kubernetes-object';

/** An object of a kind that is in no namespace. cdk8s writes that of the chart on it all the same, which is taken off again. */
export class ClusterObject extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: ApiObjectProps) {
    super(scope, id, props);
    if (this.chart.namespace !== undefined) this.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
}

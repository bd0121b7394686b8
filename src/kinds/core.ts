import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { INamespace } from 'kubernetes-models/v1/Namespace' with { 'resolution-mode': 'import' };
import type { IService } from 'kubernetes-models/v1/Service' with { 'resolution-mode': 'import' };
import type { KindProps, NamedMetadata, NamespacedMetadata } from './kind-props';

/** `v1` Namespace. Unlike the cdk8s-plus class it renders no empty spec. */
export class Namespace extends ApiObject {
  public constructor(scope: Construct, id: string, props: Pick<KindProps<INamespace, NamedMetadata>, 'metadata'>) {
    super(scope, id, { apiVersion: 'v1', kind: 'Namespace', ...props });
    // cdk8s writes the chart's namespace on this object too, which is in none
    if (this.chart.namespace !== undefined) this.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
  }
}

/** `v1` Service. Unlike the cdk8s-plus class it takes ports that only a deployment knows. */
export class Service extends ApiObject {
  public constructor(scope: Construct, id: string, props: KindProps<IService>) {
    super(scope, id, { apiVersion: 'v1', kind: 'Service', ...props });
  }
}

/** Props of a `ConfigMap`. */
export interface ConfigMapProps {
  readonly metadata: NamespacedMetadata;
  /** Contents by key. */
  readonly data: Readonly<Record<string, string>>;
}

/** `v1` ConfigMap. Unlike the cdk8s-plus class it can be written over: its name has no hash. */
export class ConfigMap extends ApiObject {
  public constructor(scope: Construct, id: string, props: ConfigMapProps) {
    super(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', ...props });
  }
}

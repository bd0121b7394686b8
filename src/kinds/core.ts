import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ILimitRange } from 'kubernetes-models/v1/LimitRange' with { 'resolution-mode': 'import' };
import type { INamespace } from 'kubernetes-models/v1/Namespace' with { 'resolution-mode': 'import' };
import type { IResourceQuota } from 'kubernetes-models/v1/ResourceQuota' with { 'resolution-mode': 'import' };
import type { IService } from 'kubernetes-models/v1/Service' with { 'resolution-mode': 'import' };
import { ClusterObject } from './cluster-object';
import type { KindProps, NamedMetadata, NamespacedMetadata } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

/** `v1` Namespace. Unlike the cdk8s-plus class it renders no empty spec. */
export class Namespace extends ClusterObject {
  public constructor(scope: Construct, id: string, props: Pick<KindProps<INamespace, NamedMetadata>, 'metadata'>) {
    super(scope, id, { apiVersion: 'v1', kind: 'Namespace', ...props });
  }
}

/** `v1` Service. Unlike the cdk8s-plus class it takes ports that only a deployment knows. */
export class Service extends KubernetesObject {
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
export class ConfigMap extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: ConfigMapProps) {
    super(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', ...props });
  }
}

/** `v1` ResourceQuota. Its amounts are asked for at synthesis: they are counted from what is declared after it. */
export class ResourceQuota extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: CountedProps<IResourceQuota>) {
    super(scope, id, { apiVersion: 'v1', kind: 'ResourceQuota', ...counted(props) });
  }
}

/** `v1` LimitRange. Its amounts are asked for at synthesis. */
export class LimitRange extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: CountedProps<ILimitRange>) {
    super(scope, id, { apiVersion: 'v1', kind: 'LimitRange', ...counted(props) });
  }
}

/** Props of a kind whose spec is known when everything is declared. */
export interface CountedProps<Model extends { spec?: unknown }> {
  readonly metadata: NamespacedMetadata;
  readonly spec: () => KindProps<Model>['spec'];
}

function counted({ metadata, spec }: CountedProps<{ spec?: unknown }>) {
  const produced: unknown = Lazy.any({ produce: spec });
  return { metadata, spec: produced };
}

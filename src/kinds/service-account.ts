import type { IApiResource, IServiceAccount, SubjectConfiguration } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { NamespacedMetadata } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

/** Props of a `ServiceAccount`. */
export interface ServiceAccountProps {
  readonly metadata: NamespacedMetadata;
}

/**
 * `v1` ServiceAccount, whose pods have no token unless they ask for one. cdk8s-plus takes it as one of its own: as subject of a
 * binding, as identity of pods. Unlike its class it is one construct, and renders without going through a model. Workloads show
 * it to users, so it stands apart from the kinds whose declarations name models, which users do not have.
 */
export class ServiceAccount extends KubernetesObject implements IServiceAccount {
  public readonly resourceType = 'serviceaccounts';

  public constructor(scope: Construct, id: string, props: ServiceAccountProps) {
    super(scope, id, { apiVersion: 'v1', kind: 'ServiceAccount', automountServiceAccountToken: false, ...props });
  }

  public get resourceName(): string {
    return this.name;
  }

  public asApiResource(): IApiResource {
    return this;
  }

  public asNonApiResource(): undefined {
    return undefined;
  }

  public toSubjectConfiguration(): SubjectConfiguration {
    return { kind: this.kind, name: this.name, apiGroup: this.apiGroup, namespace: this.metadata.namespace };
  }
}

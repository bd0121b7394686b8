import type { IGateway } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/Gateway' with {
  'resolution-mode': 'import',
};
import type { IHTTPRoute } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/HTTPRoute' with {
  'resolution-mode': 'import',
};
import type { IListenerSet } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/ListenerSet' with {
  'resolution-mode': 'import',
};
import type { IReferenceGrant } from '@kubernetes-models/gateway-api/gateway.networking.k8s.io/v1/ReferenceGrant' with {
  'resolution-mode': 'import',
};
import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { CUSTOM_RESOURCE_API } from '../core/versions';
import type { KindProps, NamespacedMetadata } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

const apiVersion = CUSTOM_RESOURCE_API.gateway;

/** `gateway.networking.k8s.io/v1` Gateway. */
export class Gateway extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IGateway>) {
    super(scope, id, { apiVersion, kind: 'Gateway', ...props });
  }
}

/** `gateway.networking.k8s.io/v1` ListenerSet. */
export class ListenerSet extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IListenerSet>) {
    super(scope, id, { apiVersion, kind: 'ListenerSet', ...props });
  }
}

/** Spec of an HTTPRoute, as plain data. */
export type HttpRouteSpec = KindProps<IHTTPRoute>['spec'];

/** Props of an `HTTPRoute`. A spec that depends on calls is asked for at synthesis: they are declared after what they join. */
export interface HttpRouteProps {
  readonly metadata: NamespacedMetadata;
  readonly spec: HttpRouteSpec | (() => HttpRouteSpec);
}

/** `gateway.networking.k8s.io/v1` HTTPRoute. */
export class HTTPRoute extends KubernetesObject {
  public constructor(scope: Construct, id: string, { metadata, spec }: HttpRouteProps) {
    const asked: unknown = typeof spec === 'function' ? Lazy.any({ produce: spec }) : spec;
    super(scope, id, { apiVersion, kind: 'HTTPRoute', metadata, spec: asked });
  }
}

/** `gateway.networking.k8s.io/v1` ReferenceGrant. */
export class ReferenceGrant extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IReferenceGrant>) {
    super(scope, id, { apiVersion, kind: 'ReferenceGrant', ...props });
  }
}

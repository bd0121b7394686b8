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
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { CUSTOM_RESOURCE_API } from '../core/versions';
import type { KindProps } from './kind-props';

const apiVersion = CUSTOM_RESOURCE_API.gateway;

/** `gateway.networking.k8s.io/v1` Gateway. */
export class Gateway extends ApiObject {
  public constructor(scope: Construct, id: string, props: KindProps<IGateway>) {
    super(scope, id, { apiVersion, kind: 'Gateway', ...props });
  }
}

/** `gateway.networking.k8s.io/v1` ListenerSet. */
export class ListenerSet extends ApiObject {
  public constructor(scope: Construct, id: string, props: KindProps<IListenerSet>) {
    super(scope, id, { apiVersion, kind: 'ListenerSet', ...props });
  }
}

/** Spec of an HTTPRoute, as plain data. */
export type HttpRouteSpec = KindProps<IHTTPRoute>['spec'];

/** `gateway.networking.k8s.io/v1` HTTPRoute. */
export class HTTPRoute extends ApiObject {
  public constructor(scope: Construct, id: string, props: KindProps<IHTTPRoute>) {
    super(scope, id, { apiVersion, kind: 'HTTPRoute', ...props });
  }
}

/** `gateway.networking.k8s.io/v1` ReferenceGrant. */
export class ReferenceGrant extends ApiObject {
  public constructor(scope: Construct, id: string, props: KindProps<IReferenceGrant>) {
    super(scope, id, { apiVersion, kind: 'ReferenceGrant', ...props });
  }
}

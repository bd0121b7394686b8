import type { IBackendTrafficPolicy } from '@kubernetes-models/envoy-gateway/gateway.envoyproxy.io/v1alpha1/BackendTrafficPolicy' with {
  'resolution-mode': 'import',
};
import type { IClientTrafficPolicy } from '@kubernetes-models/envoy-gateway/gateway.envoyproxy.io/v1alpha1/ClientTrafficPolicy' with {
  'resolution-mode': 'import',
};
import type { ISecurityPolicy } from '@kubernetes-models/envoy-gateway/gateway.envoyproxy.io/v1alpha1/SecurityPolicy' with {
  'resolution-mode': 'import',
};
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { CUSTOM_RESOURCE_API } from '../core/versions';
import type { KindProps } from './kind-props';

const apiVersion = CUSTOM_RESOURCE_API.envoyGateway;

/** `gateway.envoyproxy.io/v1alpha1` BackendTrafficPolicy. */
export class BackendTrafficPolicy extends ApiObject {
  public constructor(scope: Construct, id: string, props: KindProps<IBackendTrafficPolicy>) {
    super(scope, id, { apiVersion, kind: 'BackendTrafficPolicy', ...props });
  }
}

/** `gateway.envoyproxy.io/v1alpha1` ClientTrafficPolicy. */
export class ClientTrafficPolicy extends ApiObject {
  public constructor(scope: Construct, id: string, props: KindProps<IClientTrafficPolicy>) {
    super(scope, id, { apiVersion, kind: 'ClientTrafficPolicy', ...props });
  }
}

/** `gateway.envoyproxy.io/v1alpha1` SecurityPolicy. */
export class SecurityPolicy extends ApiObject {
  public constructor(scope: Construct, id: string, props: KindProps<ISecurityPolicy>) {
    super(scope, id, { apiVersion, kind: 'SecurityPolicy', ...props });
  }
}

import type { IBackendTrafficPolicy } from '@kubernetes-models/envoy-gateway/gateway.envoyproxy.io/v1alpha1/BackendTrafficPolicy' with {
  'resolution-mode': 'import',
};
import type { IClientTrafficPolicy } from '@kubernetes-models/envoy-gateway/gateway.envoyproxy.io/v1alpha1/ClientTrafficPolicy' with {
  'resolution-mode': 'import',
};
import type { ISecurityPolicy } from '@kubernetes-models/envoy-gateway/gateway.envoyproxy.io/v1alpha1/SecurityPolicy' with {
  'resolution-mode': 'import',
};
import type { Construct } from 'constructs';
import { CUSTOM_RESOURCE_API } from '../core/versions';
import type { KindProps } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

const apiVersion = CUSTOM_RESOURCE_API.envoyGateway;

/** `gateway.envoyproxy.io/v1alpha1` BackendTrafficPolicy. */
export class BackendTrafficPolicy extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IBackendTrafficPolicy>) {
    super(scope, id, { apiVersion, kind: 'BackendTrafficPolicy', ...props });
  }
}

/** `gateway.envoyproxy.io/v1alpha1` ClientTrafficPolicy. */
export class ClientTrafficPolicy extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IClientTrafficPolicy>) {
    super(scope, id, { apiVersion, kind: 'ClientTrafficPolicy', ...props });
  }
}

/** `gateway.envoyproxy.io/v1alpha1` SecurityPolicy. */
export class SecurityPolicy extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<ISecurityPolicy>) {
    super(scope, id, { apiVersion, kind: 'SecurityPolicy', ...props });
  }
}

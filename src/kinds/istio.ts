import type { IDestinationRule } from '@kubernetes-models/istio/networking.istio.io/v1/DestinationRule' with {
  'resolution-mode': 'import',
};
import type { IGateway } from '@kubernetes-models/istio/networking.istio.io/v1/Gateway' with {
  'resolution-mode': 'import',
};
import type { IServiceEntry } from '@kubernetes-models/istio/networking.istio.io/v1/ServiceEntry' with {
  'resolution-mode': 'import',
};
import type { ISidecar } from '@kubernetes-models/istio/networking.istio.io/v1/Sidecar' with {
  'resolution-mode': 'import',
};
import type { IVirtualService } from '@kubernetes-models/istio/networking.istio.io/v1/VirtualService' with {
  'resolution-mode': 'import',
};
import type { IEnvoyFilter } from '@kubernetes-models/istio/networking.istio.io/v1alpha3/EnvoyFilter' with {
  'resolution-mode': 'import',
};
import type { IAuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy' with {
  'resolution-mode': 'import',
};
import type { IPeerAuthentication } from '@kubernetes-models/istio/security.istio.io/v1/PeerAuthentication' with {
  'resolution-mode': 'import',
};
import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { CUSTOM_RESOURCE_API } from '../core/versions';
import type { KindProps, NamespacedMetadata } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

/** Props of a kind of Istio. Its spec is asked for at synthesis: calls are declared after the workloads that they join. */
export interface IstioProps<Spec> {
  readonly metadata: NamespacedMetadata;
  readonly spec: () => Spec;
}

const networking = CUSTOM_RESOURCE_API.istioNetworking;
const security = CUSTOM_RESOURCE_API.istioSecurity;

/** An object whose spec is asked for at synthesis. */
class IstioObject<Spec> extends KubernetesObject {
  public constructor(scope: Construct, id: string, apiVersion: string, kind: string, props: IstioProps<Spec>) {
    const spec: unknown = Lazy.any({ produce: props.spec });
    super(scope, id, { apiVersion, kind, metadata: props.metadata, spec });
  }
}

/** Spec of an AuthorizationPolicy, as plain data. */
export type AuthorizationPolicySpec = KindProps<IAuthorizationPolicy>['spec'];
/** Spec of a DestinationRule, as plain data. */
export type DestinationRuleSpec = KindProps<IDestinationRule>['spec'];
/** Spec of an EnvoyFilter, as plain data. */
export type EnvoyFilterSpec = KindProps<IEnvoyFilter>['spec'];
/** Spec of a Gateway of Istio, as plain data. */
export type GatewaySpec = KindProps<IGateway>['spec'];
/** Spec of a PeerAuthentication, as plain data. */
export type PeerAuthenticationSpec = KindProps<IPeerAuthentication>['spec'];
/** Spec of a ServiceEntry, as plain data. */
export type ServiceEntrySpec = KindProps<IServiceEntry>['spec'];
/** Spec of a Sidecar, as plain data. */
export type SidecarSpec = KindProps<ISidecar>['spec'];
/** Spec of a VirtualService, as plain data. */
export type VirtualServiceSpec = KindProps<IVirtualService>['spec'];

/** `security.istio.io/v1` AuthorizationPolicy. */
export class AuthorizationPolicy extends IstioObject<AuthorizationPolicySpec> {
  public constructor(scope: Construct, id: string, props: IstioProps<AuthorizationPolicySpec>) {
    super(scope, id, security, 'AuthorizationPolicy', props);
  }
}

/** `security.istio.io/v1` PeerAuthentication. */
export class PeerAuthentication extends IstioObject<PeerAuthenticationSpec> {
  public constructor(scope: Construct, id: string, props: IstioProps<PeerAuthenticationSpec>) {
    super(scope, id, security, 'PeerAuthentication', props);
  }
}

/** `networking.istio.io/v1` DestinationRule. */
export class DestinationRule extends IstioObject<DestinationRuleSpec> {
  public constructor(scope: Construct, id: string, props: IstioProps<DestinationRuleSpec>) {
    super(scope, id, networking, 'DestinationRule', props);
  }
}

/** `networking.istio.io/v1` Gateway. */
export class IstioGateway extends IstioObject<GatewaySpec> {
  public constructor(scope: Construct, id: string, props: IstioProps<GatewaySpec>) {
    super(scope, id, networking, 'Gateway', props);
  }
}

/** `networking.istio.io/v1` ServiceEntry. */
export class ServiceEntry extends IstioObject<ServiceEntrySpec> {
  public constructor(scope: Construct, id: string, props: IstioProps<ServiceEntrySpec>) {
    super(scope, id, networking, 'ServiceEntry', props);
  }
}

/** `networking.istio.io/v1` Sidecar. */
export class Sidecar extends IstioObject<SidecarSpec> {
  public constructor(scope: Construct, id: string, props: IstioProps<SidecarSpec>) {
    super(scope, id, networking, 'Sidecar', props);
  }
}

/** `networking.istio.io/v1` VirtualService. */
export class VirtualService extends IstioObject<VirtualServiceSpec> {
  public constructor(scope: Construct, id: string, props: IstioProps<VirtualServiceSpec>) {
    super(scope, id, networking, 'VirtualService', props);
  }
}

/** `networking.istio.io/v1alpha3` EnvoyFilter. */
export class EnvoyFilter extends IstioObject<EnvoyFilterSpec> {
  public constructor(scope: Construct, id: string, props: IstioProps<EnvoyFilterSpec>) {
    super(scope, id, CUSTOM_RESOURCE_API.istioNetworkingAlpha, 'EnvoyFilter', props);
  }
}

/** Envoy's filter that speaks HTTP: what patches of its filters match. */
export const CONNECTION_MANAGER = 'envoy.filters.network.http_connection_manager';

import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { LABEL, MANAGED_BY, WELL_KNOWN } from '../core/conventions';
import { demand, demandCustomResource } from '../core/demand';
import { isGatewayEntry, type GatewayEntry } from '../core/entry';
import { environmentOf } from '../core/environment';
import { EXPOSURE_DEFAULTS } from '../core/exposure';
import { hostObjectName, hostSecretName } from '../core/host-name';
import { refuse } from '../core/refusal';
import { requireShape } from '../core/shape';
import { CUSTOM_RESOURCE_API } from '../core/versions';
import { ClientTrafficPolicy } from '../kinds/envoy-gateway';
import { Gateway, HTTPRoute, ReferenceGrant } from '../kinds/gateway-api';
import { hostCertificates } from '../parts/network/host-certificates';
import type { EntryGatewayProps } from './entry-gateway-props';
import { ENTRY_GATEWAY_SHAPES, gatewayEntryRefusals, gatewayRefusals, noGateway } from './entry-gateway-refusals';

const GROUP = 'gateway.networking.k8s.io';
/** Name of the listener of plain HTTP, which knows one answer: use HTTPS. */
const HTTP = 'http';

/**
 * The Gateway of an entry. It serves the entry's own hosts with its own certificates; services bring listeners for theirs, from
 * the namespaces that may. Plain HTTP is redirected.
 */
export class EntryGateway extends Construct {
  /** None when the environment declares no such Gateway, which is refused. */
  public readonly gateway?: ApiObject;
  public readonly redirect?: ApiObject;
  public readonly certificates: readonly ApiObject[] = [];
  /** Lets cert-manager's answers to HTTP-01 be reached. */
  public readonly policies: readonly ApiObject[] = [];
  /** Lets the Gateway read certificates of another namespace. */
  public readonly grant?: ApiObject;
  /** What Envoy Gateway is told about clients. */
  public readonly clientTraffic?: ApiObject;

  public constructor(scope: Construct, id: string, props: EntryGatewayProps) {
    super(scope, id);
    requireShape(this, props, ENTRY_GATEWAY_SHAPES);
    const name = props.entry ?? EXPOSURE_DEFAULTS.entry;
    const declared = environmentOf(this)?.capabilities.entries?.[name];
    const entry = declared && isGatewayEntry(declared) ? declared : undefined;
    refuse(this, [...gatewayRefusals(props), ...(entry ? gatewayEntryRefusals(props, entry) : [noGateway(name)])]);
    if (!entry) return;

    demand(this, demandCustomResource('EntryGateway', CUSTOM_RESOURCE_API.gateway));
    const { namespace } = entry.gateway;
    const labels = { [LABEL.managedBy]: MANAGED_BY };
    const secrets = props.certificateNamespace ?? namespace;
    const hosts = entry.hosts ?? [];
    if (entry.issuer) {
      const { certificates, policies } = hostCertificates(this, {
        hosts,
        name: entry.gateway.name,
        namespace: secrets,
        labels,
        issuer: entry.issuer,
        from: entry.from,
        terms: props.certificate ?? {},
      });
      this.certificates = certificates;
      this.policies = policies;
    }
    this.gateway = new Gateway(this, 'Gateway', {
      metadata: { ...entry.gateway, labels },
      spec: {
        gatewayClassName: props.className,
        ...(entry.implementation === 'istio' && istioProxies(props.trustedProxies ?? 0)),
        listeners: [
          { name: HTTP, port: 80, protocol: 'HTTP', allowedRoutes: { namespaces: httpNamespaces(entry, props) } },
          ...hosts.map((host) => ({
            name: hostObjectName(host),
            hostname: host,
            port: 443,
            protocol: 'HTTPS' as const,
            tls: {
              mode: 'Terminate' as const,
              certificateRefs: [{ kind: 'Secret', name: hostSecretName(host), namespace: secrets }],
            },
            allowedRoutes: { namespaces: only(props.namespaces) },
          })),
        ],
        allowedListeners: { namespaces: only(props.namespaces) },
      },
    });
    this.redirect = new HTTPRoute(this, 'Redirect', {
      metadata: { name: `${entry.gateway.name}-https-redirect`, namespace, labels },
      spec: {
        parentRefs: [{ group: GROUP, kind: 'Gateway', name: entry.gateway.name, sectionName: HTTP }],
        rules: [
          { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', port: 443, statusCode: 301 } }] },
        ],
      },
    });
    if (hosts.length > 0 && secrets !== namespace) this.grant = this.certificateGrant(entry, hosts, secrets);
    if (entry.implementation === 'envoy-gateway') this.clientTraffic = this.clients(entry, props.trustedProxies ?? 0);
  }

  /** The namespace of the keys agrees, for these Secrets alone. */
  private certificateGrant({ gateway }: GatewayEntry, hosts: readonly string[], namespace: string): ApiObject {
    return new ReferenceGrant(this, 'CertificateGrant', {
      metadata: { name: gateway.name, namespace, labels: { [LABEL.managedBy]: MANAGED_BY } },
      spec: {
        from: [{ group: GROUP, kind: 'Gateway', namespace: gateway.namespace }],
        to: hosts.map((host) => ({ group: '', kind: 'Secret', name: hostSecretName(host) })),
      },
    });
  }

  private clients({ gateway }: GatewayEntry, trustedProxies: number): ApiObject {
    demand(this, demandCustomResource('EntryGateway', CUSTOM_RESOURCE_API.envoyGateway));
    return new ClientTrafficPolicy(this, 'ClientTraffic', {
      metadata: { ...gateway, labels: { [LABEL.managedBy]: MANAGED_BY } },
      spec: {
        targetRefs: [{ group: GROUP, kind: 'Gateway', name: gateway.name }],
        tls: { minVersion: '1.2' },
        ...(trustedProxies > 0 && { clientIPDetection: { xForwardedFor: { numTrustedHops: trustedProxies } } }),
      },
    });
  }
}

/** Istio reads it from an annotation of the gateway's pods, which it takes from here. */
function istioProxies(numTrustedProxies: number) {
  if (numTrustedProxies === 0) return {};
  const config = JSON.stringify({ gatewayTopology: { numTrustedProxies } });
  return { infrastructure: { annotations: { 'proxy.istio.io/config': config } } };
}

/** Named namespaces, by the label that Kubernetes itself puts on them. */
function only(namespaces: readonly string[]) {
  const matchExpressions = [{ key: WELL_KNOWN.namespaceName, operator: 'In' as const, values: [...namespaces] }];
  return { from: 'Selector' as const, selector: { matchExpressions } };
}

/** Only the redirect, and the answers to HTTP-01, which cert-manager gives from the namespaces of the certificates. */
function httpNamespaces({ issuer, gateway }: GatewayEntry, { namespaces, certificateNamespace }: EntryGatewayProps) {
  if (issuer?.challenge !== 'http-01') return { from: 'Same' as const };
  return only([...new Set([gateway.namespace, certificateNamespace ?? gateway.namespace, ...namespaces])]);
}

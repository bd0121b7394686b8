import { meshProtocol } from '../../core/application-protocol';
import { serviceHost } from '../../core/conventions';
import type { Host } from '../../core/host-rules';
import type { EgressGateway } from '../../core/mesh';
import { isPodPeer } from '../../core/party';
import type { ServiceEntrySpec, VirtualServiceSpec } from '../../kinds/istio';

/** Host name of the Service of an egress gateway. */
export function gatewayHost({ name, namespace }: EgressGateway): string {
  return serviceHost(name, namespace);
}

/**
 * A host outside the cluster as a mesh knows it, visible in some namespaces. Its proxies resolve the name themselves, unless
 * there are addresses, or many names: then they go where the caller went.
 */
export function serviceEntry(name: string, callees: readonly Host[], exportTo: readonly string[]): ServiceEntrySpec {
  const addresses = callees.flatMap(({ peers }) => peers.flatMap((peer) => (isPodPeer(peer) ? [] : [peer.cidr])));
  const ports = new Map(
    callees
      .flatMap((callee) => callee.ports)
      .map((port) => [String(port.port), { ...port, protocol: meshProtocol(port) }]),
  );
  // connections that say which host they are for need no addresses to be told apart
  const byName = [...ports.values()].every(({ protocol }) => protocol !== 'TCP');
  return {
    hosts: [name],
    ...(!byName && addresses.length > 0 && { addresses: [...new Set(addresses)] }),
    ports: [...ports.values()].map(({ port, name: portName, protocol }) => ({
      number: port,
      name: portName ?? `${protocol.toLowerCase()}-${String(port)}`,
      protocol,
    })),
    location: 'MESH_EXTERNAL',
    resolution: name.startsWith('*') || (!byName && addresses.length > 0) ? 'NONE' : 'DNS',
    exportTo: [...exportTo],
  };
}

/** The way to a host through an egress gateway, with the caller's own TLS all the way. */
export function gatewayRoutes(name: string, gateway: EgressGateway, port: number): VirtualServiceSpec {
  const itself = `${gateway.namespace}/${gateway.name}`;
  const sniHosts = [name];
  return {
    hosts: [name],
    gateways: ['mesh', itself],
    exportTo: ['.', gateway.namespace],
    tls: [
      {
        match: [{ gateways: ['mesh'], port, sniHosts }],
        route: [{ destination: { host: gatewayHost(gateway), port: { number: port } } }],
      },
      {
        match: [{ gateways: [itself], port, sniHosts }],
        route: [{ destination: { host: name, port: { number: port } } }],
      },
    ],
  };
}

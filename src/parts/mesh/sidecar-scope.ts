import { externalName } from '../../core/external-name';
import { isExternalHost, isNamedHost } from '../../core/host-rules';
import type { Mesh } from '../../core/mesh';
import { isPodPeer, type Party } from '../../core/party';
import type { Refusal } from '../../core/refusal';
import type { PodSet } from '../../core/workload';
import type { SidecarSpec } from '../../kinds/istio';
import { gatewayHost } from './service-entry';

/** Ending of the host names of Services. */
const SERVICES = /\.svc(\.|$)/;

/**
 * What the proxies of a workload know: the control plane and whom the workload calls. A proxy that knows the whole mesh needs
 * memory for all of it, and is told of each change in it. Everything else is refused, as the network refuses it.
 */
export function sidecarScope(mesh: Mesh, workload: PodSet, callees: readonly Party[]): SidecarSpec {
  const hosts = new Set([`${mesh.controlPlane}/*`, ...callees.flatMap((callee) => hostsOf(mesh, callee))]);
  return {
    workloadSelector: { labels: { ...workload.selector } },
    outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    egress: [{ hosts: [...hosts].sort() }],
  };
}

function hostsOf(mesh: Mesh, callee: Party): string[] {
  if (isExternalHost(callee)) {
    const gateway = isNamedHost(callee) && mesh.egressGateway;
    return [`./${externalName(callee.host)}`, ...(gateway ? [`${gateway.namespace}/${gatewayHost(gateway)}`] : [])];
  }
  const { host } = callee;
  return callee.peers
    .filter(isPodPeer)
    .map(({ namespace }) => `${namespace}/${host !== undefined && SERVICES.test(host) ? host : '*'}`);
}

/** What is wrong with those whom a workload calls: a proxy lets through what has a name. */
export function scopeRefusals(callees: readonly Party[]): Refusal[] {
  return callees
    .filter(({ host, peers }) => host === undefined && !peers.some(isPodPeer))
    .map(({ name }) => ({
      prop: `calls('${name}')`,
      problem: 'has no host name, and a proxy of the mesh lets nothing through that it knows no name of',
      allowed: 'parties with a host, or with pods in the cluster',
      fix: 'give it the host that it is called by',
    }));
}

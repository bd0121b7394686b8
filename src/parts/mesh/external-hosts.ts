import type { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { environmentOf } from '../../core/environment';
import { externalName } from '../../core/external-name';
import { Graph } from '../../core/graph';
import { hostRulesOf, isExternalHost, isNamedHost, type Host } from '../../core/host-rules';
import { MESH_LABEL, TLS_PORT, type EgressGateway, type Mesh, type MeshMode } from '../../core/mesh';
import type { PodSet } from '../../core/workload';
import { AuthorizationPolicy, ServiceEntry, VirtualService } from '../../kinds/istio';
import { principal } from './caller-rules';
import { gatewayRoutes, serviceEntry } from './service-entry';

/** What the external hosts of a workload are made from. */
export interface ExternalHostsProps {
  readonly workload: PodSet;
  readonly mesh: Mesh;
  readonly mode: MeshMode;
}

/**
 * The hosts outside the cluster that a workload calls, as its mesh has to know them. Each workload has its own entries, which
 * nobody outside its namespace sees: what one may call, no other may for that. Hosts known by name alone go through the egress
 * gateway, where the environment says so.
 */
export class ExternalHosts extends Construct {
  readonly #props: ExternalHostsProps;
  readonly #known = new Set<string>();

  public constructor(scope: Construct, id: string, props: ExternalHostsProps) {
    super(scope, id);
    this.#props = props;
    const { workload, mode } = props;
    const throughGateway = hostRulesOf(environmentOf(this), workload.namespace) === 'istio';
    Graph.of(this).follow(workload, ({ caller, callee }) => {
      if (caller !== workload || !isExternalHost(callee)) return;
      const gateway = throughGateway && isNamedHost(callee) ? props.mesh.egressGateway : undefined;
      // ambient pods reach what the network lets them reach: entries are for the gateway alone
      if (mode === 'sidecar' || gateway) this.#add(callee, gateway);
    });
  }

  /** One entry for each name, whatever is called there: a database twice, by two ports. */
  #add(callee: Host, gateway: EgressGateway | undefined): void {
    const name = externalName(callee.host);
    const callees = calleesOf(this, this.#props.workload.namespace, name).add(callee);
    if (this.#known.has(name)) return;
    this.#known.add(name);
    this.#render(name, callees, gateway);
  }

  #render(name: string, callees: ReadonlySet<Host>, gateway: EgressGateway | undefined): void {
    const { workload, mesh, mode } = this.#props;
    const scope = new Construct(this, name);
    const metadata = {
      name: `${workload.name}-${name.replace('*', 'any')}`,
      namespace: workload.namespace,
      labels: { ...workload.labels },
    };
    const places = gateway && mode === 'sidecar' ? ['.', gateway.namespace] : ['.'];
    const waypoint: Record<string, string> = gateway && mode === 'ambient' ? waypointLabels(gateway) : {};
    const entry: ApiObject = new ServiceEntry(scope, 'ServiceEntry', {
      metadata: { ...metadata, labels: { ...metadata.labels, ...waypoint } },
      spec: () => serviceEntry(name, [...callees], places),
    });
    if (gateway === undefined) return;
    if (mode === 'sidecar') {
      new VirtualService(scope, 'VirtualService', { metadata, spec: () => gatewayRoutes(name, gateway, TLS_PORT) });
      return;
    }
    const { runsAs } = workload;
    new AuthorizationPolicy(scope, 'AuthorizationPolicy', {
      metadata,
      spec: () => ({
        targetRefs: [{ group: 'networking.istio.io', kind: 'ServiceEntry', name: entry.name }],
        action: 'ALLOW',
        rules: runsAs ? [{ from: [{ source: { principals: [principal(mesh, runsAs)] } }] }] : [],
      }),
    });
  }
}

/**
 * Everybody who is called under a name from a namespace. Of two entries for a name in one namespace a proxy takes one: each has to
 * say all that is said of the name there.
 */
function calleesOf(scope: Construct, namespace: string, name: string): Set<Host> {
  const { root } = scope.node;
  const byName = registries.get(root) ?? new Map<string, Set<Host>>();
  registries.set(root, byName);
  const key = `${namespace}/${name}`;
  const callees = byName.get(key) ?? new Set();
  byName.set(key, callees);
  return callees;
}

const registries = new WeakMap<IConstruct, Map<string, Set<Host>>>();

function waypointLabels({ name, namespace }: EgressGateway): Record<string, string> {
  return { [MESH_LABEL.waypoint]: name, [MESH_LABEL.waypointNamespace]: namespace };
}

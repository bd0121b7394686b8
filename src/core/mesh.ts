import { Duration } from 'cdk8s';
import { parseAmount } from './amount';
import { selectorRefusals, type Labels } from './labels';
import { dnsLabelRefusal, dnsSubdomainRefusal } from './names';
import { PEERS_SHAPE, peersRefusals, type Peer } from './party';
import { portRefusal } from './port';
import type { Refusal } from './refusal';
import { closed, duration, number, oneOf, optional, text, textByName, type Shape, type Shapes } from './shape';
import { wholeSecondsRefusal } from './whole-seconds';

/** How pods are in the mesh: each with a proxy of its own, or through one proxy for each node. */
export type MeshMode = 'sidecar' | 'ambient';

/** A gateway of the mesh through which calls leave the cluster. */
export interface EgressGateway {
  /** Name of its Service, and of the Gateway (Istio's, or in ambient namespaces the waypoint) that listens for calls. */
  readonly name: string;
  readonly namespace: string;
  /** Labels of its pods. */
  readonly podLabels: Labels;
  /**
   * Port that its pods listen on for TLS. That of its Service is 443.
   * @default 443
   */
  readonly podPort?: number;
}

/** What the proxy beside each pod of a sidecar namespace reserves, and how much memory it may use, as quantities of Kubernetes. */
export interface ProxyResources {
  readonly cpu: string;
  readonly memory: string;
  readonly memoryLimit: string;
}

/** A service mesh (Istio) as settings declare it. */
export interface MeshProps {
  /** How pods of a namespace are in the mesh, where `namespaces` does not say otherwise. 'none': it has those that are named alone. */
  readonly mode: MeshMode | 'none';
  /**
   * Namespaces that differ.
   * @default - none
   */
  readonly namespaces?: Readonly<Record<string, MeshMode | 'none'>>;
  /**
   * Namespace of the control plane (istiod), which is the mesh's root namespace too.
   * @default 'istio-system'
   */
  readonly controlPlane?: string;
  /**
   * The mesh's trust domain: how identities of workloads begin.
   * @default 'cluster.local'
   */
  readonly trustDomain?: string;
  /**
   * Where proxies get their certificates: from Istio's own authority (istiod), or from cert-manager by istio-csr.
   * @default 'istio'
   */
  readonly certificates?: 'istio' | 'istio-csr';
  /**
   * Namespace of istio-csr, where certificates come from it.
   * @default 'cert-manager'
   */
  readonly issuerNamespace?: string;
  /**
   * Name of the waypoint in each ambient namespace. What looks into HTTP needs one there: methods, paths, timeouts.
   * @default - none
   */
  readonly waypoint?: string;
  /**
   * Where calls to external names leave the cluster.
   * @default - from the pods themselves
   */
  readonly egressGateway?: EgressGateway;
  /**
   * Who reads the metrics of the mesh's proxies: those of sidecars and waypoints.
   * @default - nobody
   */
  readonly scrapedBy?: readonly Peer[];
  /**
   * What its proxies reserve, as the mesh was installed. Admission adds them to pods, so a quota has to know.
   * @default - as Istio's charts have it: 100m CPU, 128Mi memory of at most 1Gi
   */
  readonly proxy?: ProxyResources;
  /**
   * How long the proxy beside a pod lets connections end once the pod's own process is gone: `terminationDrainDuration` of the
   * mesh's ProxyConfig.
   * @default Duration.seconds(5), as Istio has it: https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig
   */
  readonly proxyDrain?: Duration;
}

/** A service mesh of a cluster, complete. */
export type Mesh = Readonly<Required<Omit<MeshProps, Undecided>>> & Pick<MeshProps, Undecided>;

/** What a mesh may go without. */
type Undecided = 'waypoint' | 'egressGateway' | 'scrapedBy';

/** Port of an egress gateway for TLS. */
export const TLS_PORT = 443;

const MODES = ['sidecar', 'ambient', 'none'] as const;

const NAMESPACES: Shape = {
  ...textByName,
  allowed: "namespaces with their modes: { batch: 'ambient', legacy: 'none' }",
  inside: (prop, value) =>
    Object.entries(value ?? {}).flatMap(
      ([name, mode]: [string, unknown]) => oneOf(...MODES).inside?.(`${prop}.${name}`, mode) ?? [],
    ),
};

const SHAPES: Shapes = {
  mode: oneOf(...MODES),
  namespaces: optional(NAMESPACES),
  controlPlane: optional(text),
  trustDomain: optional(text),
  certificates: optional(oneOf('istio', 'istio-csr')),
  issuerNamespace: optional(text),
  waypoint: optional(text),
  egressGateway: optional(closed({ name: text, namespace: text, podLabels: textByName, podPort: optional(number) })),
  scrapedBy: optional(PEERS_SHAPE),
  proxy: optional(closed({ cpu: text, memory: text, memoryLimit: text })),
  proxyDrain: optional(duration),
};

/** What a mesh must be before it is read. */
export const MESH_SHAPE = closed(SHAPES);

const DEFAULTS = {
  controlPlane: 'istio-system',
  trustDomain: 'cluster.local',
  namespaces: {},
  certificates: 'istio',
  issuerNamespace: 'cert-manager',
  proxy: { cpu: '100m', memory: '128Mi', memoryLimit: '1Gi' },
  proxyDrain: Duration.seconds(5),
} as const;

/** A mesh with everything that was left out. */
export function meshOf(props: MeshProps): Mesh {
  return { ...DEFAULTS, ...props };
}

/** What is wrong with a mesh. */
export function meshRefusals(prop: string, props: MeshProps): Refusal[] {
  const { controlPlane, trustDomain, namespaces, issuerNamespace, proxy, proxyDrain } = meshOf(props);
  const { waypoint, egressGateway, scrapedBy } = props;
  return [
    dnsLabelRefusal(`${prop}.controlPlane`, controlPlane),
    dnsSubdomainRefusal(`${prop}.trustDomain`, trustDomain),
    dnsLabelRefusal(`${prop}.issuerNamespace`, issuerNamespace),
    ...Object.keys(namespaces).map((name) => dnsLabelRefusal(`${prop}.namespaces`, name)),
    ...Object.entries<string>({ ...proxy }).map(([name, amount]) => amountRefusal(`${prop}.proxy.${name}`, amount)),
    wholeSecondsRefusal(`${prop}.proxyDrain`, proxyDrain),
    ...(scrapedBy === undefined ? [] : peersRefusals(`${prop}.scrapedBy`, scrapedBy)),
    ...(waypoint === undefined ? [] : [dnsLabelRefusal(`${prop}.waypoint`, waypoint)]),
    ...(egressGateway === undefined
      ? []
      : [
          dnsLabelRefusal(`${prop}.egressGateway.name`, egressGateway.name),
          dnsLabelRefusal(`${prop}.egressGateway.namespace`, egressGateway.namespace),
          portRefusal(`${prop}.egressGateway.podPort`, egressGateway.podPort ?? TLS_PORT),
          ...selectorRefusals(`${prop}.egressGateway.podLabels`, egressGateway.podLabels),
        ]),
  ].filter((refusal) => refusal !== undefined);
}

function amountRefusal(prop: string, value: string): Refusal | undefined {
  if ((parseAmount(value) ?? 0n) > 0n) return undefined;
  return {
    prop,
    value,
    problem: 'is no amount',
    allowed: "a quantity such as '100m' or '128Mi'",
    fix: "write what the mesh's charts were given",
  };
}

/** How the pods of a namespace are in the mesh, or nothing when they are not. */
export function meshMode(mesh: Mesh | undefined, namespace: string): MeshMode | undefined {
  if (mesh === undefined) return undefined;
  const mode = mesh.namespaces[namespace] ?? mesh.mode;
  return mode === 'none' ? undefined : mode;
}

/** Labels by which a namespace is in the mesh, or says that it is not where others are. */
export function meshLabels(mesh: Mesh | undefined, namespace: string): Labels {
  if (mesh === undefined || (mesh.mode === 'none' && mesh.namespaces[namespace] === undefined)) return {};
  const mode = meshMode(mesh, namespace);
  if (mode === 'sidecar') return { [MESH_LABEL.injection]: 'enabled' };
  if (mode === undefined) return { [MESH_LABEL.injection]: 'disabled', [MESH_LABEL.mode]: 'none' };
  return { [MESH_LABEL.mode]: 'ambient', ...(mesh.waypoint !== undefined && { [MESH_LABEL.waypoint]: mesh.waypoint }) };
}

/** Labels of Istio. */
export const MESH_LABEL = {
  injection: 'istio-injection',
  mode: 'istio.io/dataplane-mode',
  waypoint: 'istio.io/use-waypoint',
  waypointNamespace: 'istio.io/use-waypoint-namespace',
  /** On the pods of a gateway that was made from a Gateway, a waypoint among them. */
  gatewayName: 'gateway.networking.k8s.io/gateway-name',
} as const;

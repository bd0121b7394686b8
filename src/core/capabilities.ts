import { isIP } from 'node:net';
import { KUBERNETES_MINOR } from './versions';
import { WELL_KNOWN } from './conventions';
import type { CapabilitiesProps, DeclaredNodePool, HostRules } from './capabilities-props';
import type { Entry } from './entry';
import { ENTRIES_SHAPE, entriesRefusals } from './entry-refusals';
import { MESH_SHAPE, meshOf, meshRefusals, type Mesh } from './mesh';
import { PEERS_SHAPE, peersRefusals, type Peer } from './party';
import { explain, type Refusal } from './refusal';
import { group, list, oneOf, optional, requireShape, text, yesOrNo, type Shape, type Shapes } from './shape';

/** What a cluster offers. A construct that needs something demands it; what is not declared is refused at synthesis. */
export interface Capabilities {
  /** Version of the API server: 1.`minor`. */
  readonly kubernetes: { readonly minor: number };
  /** API groups with version whose custom resources the cluster serves: `external-secrets.io/v1`. */
  readonly customResources: ReadonlySet<string>;
  /** Whether the network plug-in enforces NetworkPolicy. */
  readonly networkPolicy: boolean;
  /** Metrics of pods that a metrics adapter serves to autoscalers. */
  readonly podMetrics: ReadonlySet<string>;
  /** Metrics of anything else that a metrics adapter serves to autoscalers. */
  readonly externalMetrics: ReadonlySet<string>;
  /** Whether the cluster serves CPU and memory use (metrics-server). */
  readonly resourceMetrics: boolean;
  /** Whether Reloader starts pods again when a Secret or ConfigMap changes that they read. */
  readonly reloader: boolean;
  /** Where pods resolve names: what port 53 is opened to. */
  readonly dns: readonly Peer[];
  /** How requests come in, by name: `public`, `internal`. */
  readonly entries?: Readonly<Record<string, Entry>>;
  /** The service mesh. Left out, there is none. */
  readonly mesh?: Mesh;
  /** What holds calls to external hosts by name. Left out, nothing does: they are held by addresses. */
  readonly hostRules?: HostRules;
  /** Address of the DNS cache on each node. None where there is no such cache. */
  readonly nodeLocalDns?: string;
  /** Groups of nodes that there are or that are made on demand. Left out, nothing is known of nodes. */
  readonly nodePools?: readonly DeclaredNodePool[];
  /** Priority classes beside those of Kubernetes itself. Left out, nothing is known of them. */
  readonly priorityClasses?: ReadonlySet<string>;
  /** Storage classes. Left out, nothing is known of them. */
  readonly storageClasses?: ReadonlySet<string>;
  /** Secrets that something else than the App puts into its namespaces. */
  readonly secrets: ReadonlySet<string>;
  /** ConfigMaps that something else than the App puts into its namespaces. */
  readonly configMaps: ReadonlySet<string>;
  /** SecretStores that something else than the App puts into its namespaces. */
  readonly secretStores: ReadonlySet<string>;
}

/** The DNS of most clusters. Where the resolver is no pod (EKS Auto Mode, a node-local cache), name its addresses. */
const CLUSTER_DNS: readonly Peer[] = [{ namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }];

const KUBERNETES_VERSION = /^1\.(\d{1,3})$/;
const CUSTOM_RESOURCES = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+\/v\d+((alpha|beta)\d+)?$/;

const isText = (value: unknown): boolean => typeof value === 'string';
const LABEL_VALUES: Shape = {
  ...group({}),
  allowed: "labels with texts or lists of texts: { 'kubernetes.io/arch': ['amd64', 'arm64'] }",
  inside: (prop, value) =>
    Object.entries(value ?? {}).flatMap(([label, one]: [string, unknown]) =>
      isText(one) || (Array.isArray(one) && one.length > 0 && one.every(isText))
        ? []
        : [
            {
              prop: `${prop}.${label}`,
              problem: 'is no text',
              allowed: 'a text or a list of texts',
              fix: 'write texts',
            },
          ],
    ),
};

const SHAPES: Shapes = {
  kubernetes: optional({ ...text, fix: `write it in quotes: '1.${KUBERNETES_MINOR}'` }),
  customResources: optional(list(text)),
  networkPolicy: optional(yesOrNo),
  podMetrics: optional(list(text)),
  externalMetrics: optional(list(text)),
  resourceMetrics: optional(yesOrNo),
  reloader: optional(yesOrNo),
  dns: optional(PEERS_SHAPE),
  entries: optional(ENTRIES_SHAPE),
  mesh: optional(MESH_SHAPE),
  hostRules: optional(oneOf('cilium', 'istio')),
  nodeLocalDns: optional(text),
  nodePools: optional(list(group({ name: text, labels: LABEL_VALUES, taints: optional(list(text)) }))),
  priorityClasses: optional(list(text)),
  storageClasses: optional(list(text)),
  secrets: optional(list(text)),
  configMaps: optional(list(text)),
  secretStores: optional(list(text)),
};

/**
 * Reads capabilities from plain data.
 * @throws when the Kubernetes version is not of the form `1.36`, an API has no group and version, or DNS is nowhere; all
 * problems at once
 */
export function capabilities(props: CapabilitiesProps = {}): Capabilities {
  requireShape('capabilities', props, SHAPES);
  const version = props.kubernetes ?? `1.${KUBERNETES_MINOR}`;
  const minor = KUBERNETES_VERSION.exec(version)?.[1];
  const refusals: Refusal[] = [
    ...(minor === undefined ? [noVersion(version)] : []),
    ...(props.customResources ?? []).flatMap((api, index) => (CUSTOM_RESOURCES.test(api) ? [] : [noApi(index, api)])),
    ...(props.dns === undefined ? [] : peersRefusals('dns', props.dns)),
    ...entriesRefusals('entries', props.entries ?? {}),
    ...(props.mesh === undefined ? [] : meshRefusals('mesh', props.mesh)),
    ...(props.hostRules === 'istio' && props.mesh?.egressGateway === undefined ? [noGateway()] : []),
    ...(props.nodeLocalDns === undefined || isIP(props.nodeLocalDns) > 0 ? [] : [noAddress(props.nodeLocalDns)]),
  ];
  if (minor === undefined || refusals.length > 0)
    throw new Error(`capabilities: ${refusals.map(explain).join('\n  ')}`);
  return {
    kubernetes: { minor: Number(minor) },
    customResources: new Set(props.customResources),
    secrets: new Set(props.secrets),
    configMaps: new Set(props.configMaps),
    secretStores: new Set(props.secretStores),
    networkPolicy: props.networkPolicy ?? true,
    podMetrics: new Set(props.podMetrics),
    externalMetrics: new Set(props.externalMetrics),
    resourceMetrics: props.resourceMetrics ?? true,
    reloader: props.reloader ?? false,
    dns: props.dns ?? CLUSTER_DNS,
    ...(props.entries && { entries: props.entries }),
    ...(props.mesh && { mesh: meshOf(props.mesh) }),
    ...(props.hostRules && { hostRules: props.hostRules }),
    ...(props.nodeLocalDns !== undefined && { nodeLocalDns: props.nodeLocalDns }),
    ...(props.nodePools && { nodePools: props.nodePools }),
    ...(props.priorityClasses && { priorityClasses: new Set(props.priorityClasses) }),
    ...(props.storageClasses && { storageClasses: new Set(props.storageClasses) }),
  };
}

function noVersion(version: string): Refusal {
  return {
    prop: 'kubernetes',
    value: version,
    problem: 'is not a version',
    allowed: `1.x, such as 1.${KUBERNETES_MINOR}`,
    fix: "write the API server's version",
  };
}

function noGateway(): Refusal {
  return {
    prop: 'hostRules',
    value: 'istio',
    problem: 'has no gateway that calls could leave through',
    allowed: "'istio' with mesh.egressGateway, or 'cilium'",
    fix: 'declare mesh.egressGateway',
  };
}

function noApi(index: number, api: string): Refusal {
  return {
    prop: `customResources[${index}]`,
    value: api,
    problem: 'is no API group with version',
    allowed: 'group/version, such as external-secrets.io/v1',
    fix: 'write both, as in apiVersion of its objects',
  };
}

function noAddress(address: string): Refusal {
  return {
    prop: 'nodeLocalDns',
    value: address,
    problem: 'is not an IP address',
    allowed: 'the address on which the cache answers, such as 169.254.20.10',
    fix: 'write the address alone, without port and prefix',
  };
}

/** Labels that select a namespace by its name. Kubernetes sets the label itself. */
export function namespaceLabels(namespace: string): Readonly<Record<string, string>> {
  return { [WELL_KNOWN.namespaceName]: namespace };
}

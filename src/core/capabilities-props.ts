import type { Entry } from './entry';
import type { MeshProps } from './mesh';
import type { Peer } from './party';

/** What can hold calls to external hosts by their names: Cilium's DNS proxy, or an egress gateway of Istio. */
export type HostRules = 'cilium' | 'istio';

/** Nodes of one kind, as far as pods choose them. */
export interface DeclaredNodePool {
  readonly name: string;
  /** Labels of its nodes. Several values under one label: there are nodes of each. */
  readonly labels: Readonly<Record<string, string | readonly string[]>>;
  /**
   * Keys of taints that keep pods away that do not tolerate them.
   * @default - none
   */
  readonly taints?: readonly string[];
}

/** Capabilities as written in settings. */
export interface CapabilitiesProps {
  /**
   * Version of the API server, as `1.36`.
   * @default - the version that Seaworthy renders for (core/versions.ts)
   */
  readonly kubernetes?: string;
  /**
   * API groups with version of the custom resources that the cluster serves.
   * @default - none
   */
  readonly customResources?: readonly string[];
  /**
   * Whether the network plug-in enforces NetworkPolicy.
   * @default true
   */
  readonly networkPolicy?: boolean;
  /**
   * Metrics of pods that a metrics adapter serves.
   * @default - none
   */
  readonly podMetrics?: readonly string[];
  /**
   * Metrics of anything else that a metrics adapter serves.
   * @default - none
   */
  readonly externalMetrics?: readonly string[];
  /**
   * Whether metrics-server (or one like it) runs.
   * @default true
   */
  readonly resourceMetrics?: boolean;
  /**
   * Whether Reloader runs, which starts pods again when a Secret changes that they read.
   * @default false
   */
  readonly reloader?: boolean;
  /**
   * Where pods resolve names.
   * @default - the pods labelled k8s-app=kube-dns in kube-system
   */
  readonly dns?: readonly Peer[];
  /**
   * How requests come in, by name: `public`, `internal`.
   * @default - none: nothing can be exposed
   */
  readonly entries?: Readonly<Record<string, Entry>>;
  /**
   * The service mesh, and which namespaces are in it.
   * @default - none
   */
  readonly mesh?: MeshProps;
  /**
   * What holds calls to external hosts by their names: Cilium, or the mesh with its `egressGateway`.
   * @default - nothing: external hosts are named with their addresses
   */
  readonly hostRules?: HostRules;
  /**
   * Address on which a DNS cache on each node answers (NodeLocal DNSCache): usually `169.254.20.10`. Port 53 is opened to it
   * beside the resolver, which the cache itself asks and pods ask where the cache is away.
   * @default - no such cache
   */
  readonly nodeLocalDns?: string;
  /**
   * Groups of nodes, with the labels that pods choose them by.
   * @default - unknown: whether a pod finds a node is not checked
   */
  readonly nodePools?: readonly DeclaredNodePool[];
  /**
   * Names of the priority classes, beside those of Kubernetes itself.
   * @default - unknown: whether a priority class is there is not checked
   */
  readonly priorityClasses?: readonly string[];
  /**
   * Names of the storage classes.
   * @default - unknown: whether a storage class is there is not checked
   */
  readonly storageClasses?: readonly string[];
  /**
   * Names of Secrets that something else puts into namespaces, such as the Secret that images are pulled with.
   * @default - none: each Secret that pods read must be rendered, or made by an operator of what is rendered
   */
  readonly secrets?: readonly string[];
  /**
   * Names of ConfigMaps that something else puts into namespaces, such as a bundle of certificate authorities.
   * @default - none beside kube-root-ca.crt
   */
  readonly configMaps?: readonly string[];
  /**
   * Names of SecretStores that something else puts into namespaces.
   * @default - none: each SecretStore must be rendered beside what refers to it
   */
  readonly secretStores?: readonly string[];
}

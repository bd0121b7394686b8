import { groupOf, textAt, type Manifest, type ManifestHead } from './manifest';

/** Whether objects of a kind live in a namespace or belong to the cluster. */
export type Scope = 'cluster' | 'namespaced';

/** Cluster-scoped kinds by API group: those of Kubernetes itself, and of the controllers that the library renders for. */
const CLUSTER_SCOPED: Readonly<Record<string, readonly string[]>> = {
  '': ['ComponentStatus', 'Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io': [
    'MutatingAdmissionPolicy',
    'MutatingAdmissionPolicyBinding',
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'argoproj.io': ['ClusterAnalysisTemplate', 'ClusterWorkflowTemplate'],
  'authentication.k8s.io': ['SelfSubjectReview', 'TokenReview'],
  'authorization.k8s.io': ['SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview'],
  'cert-manager.io': ['ClusterIssuer'],
  'certificates.k8s.io': ['CertificateSigningRequest', 'ClusterTrustBundle'],
  'cilium.io': [
    'CiliumBGPAdvertisement',
    'CiliumBGPClusterConfig',
    'CiliumBGPPeerConfig',
    'CiliumCIDRGroup',
    'CiliumClusterwideEnvoyConfig',
    'CiliumClusterwideNetworkPolicy',
    'CiliumEgressGatewayPolicy',
    'CiliumL2AnnouncementPolicy',
    'CiliumLoadBalancerIPPool',
  ],
  'elbv2.k8s.aws': ['IngressClassParams'],
  'eventing.keda.sh': ['ClusterCloudEventSource'],
  'external-secrets.io': ['ClusterExternalSecret', 'ClusterPushSecret', 'ClusterSecretStore'],
  'flowcontrol.apiserver.k8s.io': ['FlowSchema', 'PriorityLevelConfiguration'],
  'gateway.networking.k8s.io': ['GatewayClass'],
  'generators.external-secrets.io': ['ClusterGenerator'],
  'karpenter.k8s.aws': ['EC2NodeClass'],
  'karpenter.sh': ['NodeClaim', 'NodeOverlay', 'NodePool'],
  'keda.sh': ['ClusterTriggerAuthentication'],
  'kyverno.io': ['ClusterCleanupPolicy', 'ClusterPolicy'],
  'networking.k8s.io': ['IPAddress', 'IngressClass', 'ServiceCIDR'],
  'node.k8s.io': ['RuntimeClass'],
  'policy.networking.k8s.io': ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'resource.k8s.io': ['DeviceClass', 'DeviceTaintRule', 'ResourceSlice'],
  'scheduling.k8s.io': ['PriorityClass'],
  'snapshot.storage.k8s.io': ['VolumeSnapshotClass', 'VolumeSnapshotContent'],
  'storage.k8s.io': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
  'trust.cert-manager.io': ['Bundle'],
};

/**
 * Tells the scope of every kind of one App: from the CustomResourceDefinitions among its objects, then from the table
 * above, and from the caller for kinds that neither knows. Everything else lives in a namespace.
 */
export class Scopes {
  readonly #known = new Map<string, Scope>();
  /** Answers by apiVersion and kind: they are asked for several times for each object, of few kinds. */
  readonly #answers = new Map<string, Map<string, Scope>>();

  /** `clusterScoped`: kinds as `group/Kind`. */
  constructor(clusterScoped: readonly string[]) {
    for (const [group, kinds] of Object.entries(CLUSTER_SCOPED))
      for (const kind of kinds) this.#known.set(`${group}/${kind}`, 'cluster');
    for (const kind of clusterScoped) this.#known.set(kind, 'cluster');
  }

  /** Learns the kind that a CustomResourceDefinition defines. Other objects say nothing about scopes. */
  public learn({ kind: own, spec }: Manifest): void {
    if (own !== 'CustomResourceDefinition') return;
    this.#answers.clear();
    const [group, kind] = [textAt(spec, 'group'), textAt(spec, 'names', 'kind')];
    if (group !== undefined && kind !== undefined)
      this.#known.set(`${group}/${kind}`, textAt(spec, 'scope') === 'Cluster' ? 'cluster' : 'namespaced');
  }

  /** Right once every definition of the App has been learned. */
  public of({ apiVersion, kind }: Pick<ManifestHead, 'apiVersion' | 'kind'>): Scope {
    const known = this.#answers.get(apiVersion)?.get(kind);
    if (known !== undefined) return known;
    const scope = this.#known.get(`${groupOf(apiVersion)}/${kind}`) ?? 'namespaced';
    const answers = this.#answers.get(apiVersion) ?? new Map<string, Scope>();
    this.#answers.set(apiVersion, answers.set(kind, scope));
    return scope;
  }
}

/** Every label, annotation and metric name that Seaworthy writes. A name is a contract: changing one is a breaking change. */

/** Recommended Kubernetes labels. */
export const LABEL = {
  name: 'app.kubernetes.io/name',
  partOf: 'app.kubernetes.io/part-of',
  managedBy: 'app.kubernetes.io/managed-by',
} as const;

/** Host name of a Service, as a mesh writes it. */
export function serviceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.svc.cluster.local`;
}

/** Value of the managed-by label. */
export const MANAGED_BY = 'seaworthy';

/** Annotations. */
export const ANNOTATION = {
  /** On a pod: a hash of the files that it reads, so that a change of a file restarts it. */
  configHash: 'checksum/config',
} as const;

/**
 * Label of pods that are cut off from the network: no policy that allows traffic selects them, so that the default deny of
 * their namespace alone holds for them.
 */
export const QUARANTINE = 'network.seaworthy.dev/quarantine';

/** Annotation on a policy that opens all addresses there are: who they are for, and why. */
export const WHOLE_NETWORK = 'network.seaworthy.dev/whole-network';

/** Annotations by which Argo CD orders what it applies. */
export const ARGO_CD = {
  hook: 'argocd.argoproj.io/hook',
  hookDeletePolicy: 'argocd.argoproj.io/hook-delete-policy',
  syncWave: 'argocd.argoproj.io/sync-wave',
} as const;

/** Labels that Kubernetes itself puts on objects. */
export const WELL_KNOWN = {
  namespaceName: 'kubernetes.io/metadata.name',
  region: 'topology.kubernetes.io/region',
  zone: 'topology.kubernetes.io/zone',
  hostname: 'kubernetes.io/hostname',
  architecture: 'kubernetes.io/arch',
  /** Tells the pods of one revision of a Deployment from those of the next. */
  podTemplateHash: 'pod-template-hash',
} as const;

/** Labels by which a namespace asks for Pod Security admission. */
export const POD_SECURITY = {
  enforce: 'pod-security.kubernetes.io/enforce',
  enforceVersion: 'pod-security.kubernetes.io/enforce-version',
  warn: 'pod-security.kubernetes.io/warn',
  audit: 'pod-security.kubernetes.io/audit',
} as const;

/** Metric of the pods that a metrics adapter serves for scaling on requests. */
export const REQUESTS_PER_SECOND_METRIC = 'http_requests_per_second';

/** Annotations on a binding that ends by itself: why it is there, who agreed, and when it ends. */
export const ACCESS = {
  reason: 'access.seaworthy.dev/reason',
  approvedBy: 'access.seaworthy.dev/approved-by',
  expires: 'access.seaworthy.dev/expires',
} as const;

/** Annotations on what fills a Secret: who answers for it, and how old its value may grow. Times are in seconds. */
export const SECRET = {
  owner: 'secrets.seaworthy.dev/owner',
  rotatedEvery: 'secrets.seaworthy.dev/rotated-every-seconds',
  overlap: 'secrets.seaworthy.dev/overlap-seconds',
  ageLimit: 'secrets.seaworthy.dev/age-limit-seconds',
} as const;

/** Annotation on an autoscaler that may take the last pod away: how long the first request or event may wait, in seconds. */
export const ACCEPTABLE_COLD_START = 'scaling.seaworthy.dev/acceptable-cold-start-seconds';

/** Annotation by which EKS gives the pods of a ServiceAccount an IAM role (IRSA). */
export const AWS_ROLE = 'eks.amazonaws.com/role-arn';

/** Annotation by which Reloader restarts the pods of a workload when one of its Secrets changes: names, with ','. */
export const RELOAD_ON_SECRET = 'secret.reloader.stakater.com/reload';

/** Pods by which cert-manager answers HTTP-01 challenges: its label on them, and the port that they listen on. */
export const ACME_SOLVER = { label: 'acme.cert-manager.io/http01-solver', port: 8089 } as const;

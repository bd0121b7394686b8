/** API groups that the API server itself serves. Everything else is a custom resource or an aggregated API. */
export const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([
  '',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'extensions',
  'flowcontrol.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

/** Kubernetes minor versions (1.x) in which an API is served: from `since`, and before `until`. */
export interface Served {
  readonly since?: number;
  readonly until?: number;
}

/** Built-in APIs that not every supported version serves. From the deprecation guide and the release notes of Kubernetes. */
export const SERVED: Readonly<Record<string, Served>> = {
  'admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration': { until: 22 },
  'admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration': { until: 22 },
  'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy': { since: 30 },
  'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding': { since: 30 },
  'admissionregistration.k8s.io/v1 MutatingAdmissionPolicy': { since: 36 },
  'admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding': { since: 36 },
  'apiextensions.k8s.io/v1beta1 CustomResourceDefinition': { until: 22 },
  'apps/v1beta1 Deployment': { until: 16 },
  'apps/v1beta2 Deployment': { until: 16 },
  'autoscaling/v2 HorizontalPodAutoscaler': { since: 23 },
  'autoscaling/v2beta1 HorizontalPodAutoscaler': { until: 25 },
  'autoscaling/v2beta2 HorizontalPodAutoscaler': { until: 26 },
  'batch/v1beta1 CronJob': { until: 25 },
  'discovery.k8s.io/v1beta1 EndpointSlice': { until: 25 },
  'extensions/v1beta1 Deployment': { until: 16 },
  'extensions/v1beta1 Ingress': { until: 22 },
  'flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema': { until: 32 },
  'networking.k8s.io/v1beta1 Ingress': { until: 22 },
  'policy/v1beta1 PodDisruptionBudget': { until: 25 },
  'policy/v1beta1 PodSecurityPolicy': { until: 25 },
  'rbac.authorization.k8s.io/v1beta1 Role': { until: 22 },
  'rbac.authorization.k8s.io/v1beta1 RoleBinding': { until: 22 },
  'resource.k8s.io/v1 ResourceClaimTemplate': { since: 34 },
  'resource.k8s.io/v1 DeviceClass': { since: 34 },
  'storage.k8s.io/v1beta1 CSIDriver': { until: 22 },
};

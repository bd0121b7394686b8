/** The version of everything that Seaworthy renders for. The one place where such a version is written. */

/** Kubernetes minor version (1.x) whose API the rendered objects use. */
export const KUBERNETES_MINOR = 36;

/** API group and version of each operator's custom resources, with the release that they were typed from. */
export const CUSTOM_RESOURCE_API = {
  externalSecrets: 'external-secrets.io/v1',
  /** KEDA 2.19. */
  keda: 'keda.sh/v1alpha1',
  /** Vertical Pod Autoscaler 1.6. */
  verticalPodAutoscaler: 'autoscaling.k8s.io/v1',
  /** Karpenter 1.14. */
  karpenter: 'karpenter.sh/v1',
  /** The AWS provider of Karpenter 1.14. */
  karpenterAws: 'karpenter.k8s.aws/v1',
  /** Istio 1.29. */
  istioNetworking: 'networking.istio.io/v1',
  /** Istio 1.29: kinds that have no newer version. */
  istioNetworkingAlpha: 'networking.istio.io/v1alpha3',
  /** Istio 1.29. */
  istioSecurity: 'security.istio.io/v1',
  /** Cilium 1.20. */
  cilium: 'cilium.io/v2',
  pushedSecrets: 'external-secrets.io/v1alpha1',
  secretGenerators: 'generators.external-secrets.io/v1alpha1',
  /** Gateway API 1.6. */
  gateway: 'gateway.networking.k8s.io/v1',
  /** cert-manager 1.21. */
  certManager: 'cert-manager.io/v1',
  /** Envoy Gateway 1.9. */
  envoyGateway: 'gateway.envoyproxy.io/v1alpha1',
} as const;

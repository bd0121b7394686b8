import type { CapabilitiesProps } from 'seaworthy';

/** What tells one environment from another, apart from the settings of each system. */
export interface EnvironmentValues {
  /** Cloud region. */
  readonly region: string;
  /** What its cluster offers. */
  readonly capabilities: CapabilitiesProps;
}

/** All clusters run the same add-ons at the same versions. */
const CLUSTER: CapabilitiesProps = {
  kubernetes: '1.36',
  customResources: [
    'autoscaling.k8s.io/v1',
    'cert-manager.io/v1',
    'cilium.io/v2',
    'external-secrets.io/v1',
    'gateway.networking.k8s.io/v1',
    'karpenter.k8s.aws/v1',
    'karpenter.sh/v1',
    'networking.istio.io/v1',
    'networking.istio.io/v1alpha3',
    'security.istio.io/v1',
  ],
  podMetrics: ['http_requests_per_second'],
  reloader: true,
  // namespaces join one after the other: those that are named have proxies, all others are as they were
  mesh: { mode: 'none', namespaces: { 'slack-assistant': 'sidecar' } },
  hostRules: 'cilium',
};

/** What differs between clusters. */
interface ClusterValues {
  /** Subnets of the load balancers of AWS that are its public entry. */
  readonly subnet: string;
  /** ClusterIssuer of cert-manager that signs for hosts at the entry of the mesh. */
  readonly issuer: string;
}

/** A cluster with two public entries: load balancers of AWS, and a Gateway of the mesh. */
function cluster({ subnet, issuer }: ClusterValues): CapabilitiesProps {
  return {
    ...CLUSTER,
    entries: {
      public: { kind: 'aws-load-balancer', scheme: 'internet-facing', from: [{ cidr: subnet }] },
      mesh: {
        gateway: { name: 'public', namespace: 'istio-ingress' },
        implementation: 'istio',
        from: [{ namespace: 'istio-ingress', labels: { 'gateway.networking.k8s.io/gateway-name': 'public' } }],
        issuer: { name: issuer },
      },
    },
  };
}

/** Every environment, by name. */
export const ENVIRONMENTS = {
  // certificates of the staging authority are for trying: its limits are wide, and no browser trusts it
  dev: { region: 'eu-west-1', capabilities: cluster({ subnet: '10.10.0.0/20', issuer: 'letsencrypt-staging' }) },
  staging: { region: 'eu-west-1', capabilities: cluster({ subnet: '10.20.0.0/20', issuer: 'letsencrypt-staging' }) },
  prod: { region: 'eu-west-1', capabilities: cluster({ subnet: '10.30.0.0/20', issuer: 'letsencrypt' }) },
} as const satisfies Record<string, EnvironmentValues>;

export type EnvironmentName = keyof typeof ENVIRONMENTS;

/** Names of all environments. */
export const ENVIRONMENT_NAMES = Object.keys(ENVIRONMENTS) as [EnvironmentName, ...EnvironmentName[]];

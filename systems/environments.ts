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
  customResources: ['autoscaling.k8s.io/v1', 'external-secrets.io/v1'],
  podMetrics: ['http_requests_per_second'],
  reloader: true,
};

/** A cluster whose public entry is a load balancer of AWS in these subnets. */
function publicFrom(...subnets: readonly string[]): CapabilitiesProps {
  const from = subnets.map((cidr) => ({ cidr }));
  return { ...CLUSTER, entries: { public: { kind: 'aws-load-balancer', scheme: 'internet-facing', from } } };
}

/** Every environment, by name. */
export const ENVIRONMENTS = {
  dev: { region: 'eu-west-1', capabilities: publicFrom('10.10.0.0/20') },
  staging: { region: 'eu-west-1', capabilities: publicFrom('10.20.0.0/20') },
  prod: { region: 'eu-west-1', capabilities: publicFrom('10.30.0.0/20') },
} as const satisfies Record<string, EnvironmentValues>;

export type EnvironmentName = keyof typeof ENVIRONMENTS;

/** Names of all environments. */
export const ENVIRONMENT_NAMES = Object.keys(ENVIRONMENTS) as [EnvironmentName, ...EnvironmentName[]];

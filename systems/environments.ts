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
  customResources: ['external-secrets.io/v1'],
  podMetrics: ['http_requests_per_second'],
};

/** Every environment, by name. */
export const ENVIRONMENTS = {
  dev: { region: 'eu-west-1', capabilities: CLUSTER },
  staging: { region: 'eu-west-1', capabilities: CLUSTER },
  prod: { region: 'eu-west-1', capabilities: CLUSTER },
} as const satisfies Record<string, EnvironmentValues>;

export type EnvironmentName = keyof typeof ENVIRONMENTS;

/** Names of all environments. */
export const ENVIRONMENT_NAMES = Object.keys(ENVIRONMENTS) as [EnvironmentName, ...EnvironmentName[]];

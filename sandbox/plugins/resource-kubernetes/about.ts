/** Version of Pulumi's Kubernetes provider that this one stands in for. */
export const VERSION = '4.34.2';

/** What the user reads first, once for each start of the provider. */
export const STAND_IN_NOTICE =
  "pulumi-resource-kubernetes is Seaworthy's stand-in for Pulumi's Kubernetes provider: it covers what Seaworthy's stacks use";

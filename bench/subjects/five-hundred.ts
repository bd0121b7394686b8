/** What both Pulumi programs deploy: a namespace, its default policy, and 83 services of 6 objects each. */
export const SYSTEM = 'shop';
export const SERVICES = Array.from({ length: 83 }, (_, index) => `service-${String(index + 1).padStart(2, '0')}`);

/** The time that pods take to be ready is the cluster's, and would only blur what is compared. */
export const NOT_AWAITED = { 'pulumi.com/skipAwait': 'true' };

/** What denies the pods of a namespace all that no other policy allows them. */
export const DEFAULT_DENY = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };

/** A name for each side, so that both can be deployed at the same time. */
export const NAMESPACES = { without: 'bench-without', with: 'bench-with' } as const;

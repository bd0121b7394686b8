/**
 * Version of Pulumi's Kubernetes provider that every object asks for when it is deployed without a provider of its own: the
 * one that the library is tested with. Without it the engine takes whatever is installed.
 */
export const KUBERNETES_PROVIDER_VERSION = '4.34.2';

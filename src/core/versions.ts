/** The version of everything that Seaworthy renders for. The one place where such a version is written. */

/** Kubernetes minor version (1.x) whose API the rendered objects use. */
export const KUBERNETES_MINOR = 36;

/** API group and version of each operator's custom resources, with the release that they were typed from. */
export const CUSTOM_RESOURCE_API = {
  externalSecrets: 'external-secrets.io/v1',
} as const;

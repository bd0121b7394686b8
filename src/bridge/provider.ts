import * as pulumi from '@pulumi/pulumi';
// the deep path: the package's index costs 27 ms more and reads every kind
import { Provider } from '@pulumi/kubernetes/provider';

/** Arguments of `kubernetesProvider`. */
export interface KubernetesProviderArgs {
  /**
   * A kubeconfig: the path of a file, or its contents. Contents are kept as a secret.
   * @default - the provider's own: the environment variable KUBECONFIG, then the file in the home folder
   */
  readonly kubeconfig?: pulumi.Input<string>;
  /**
   * Context of the kubeconfig.
   * @default - its current context
   */
  readonly context?: pulumi.Input<string>;
  /**
   * Cluster of the kubeconfig, in place of the context's own.
   * @default - the context's cluster
   */
  readonly cluster?: pulumi.Input<string>;
}

/**
 * Pulumi's Kubernetes provider, set up for objects with fixed names: ConfigMaps and Secrets are changed in place instead of
 * being deleted and created under running pods, and an object that is there already is taken over.
 */
export function kubernetesProvider(
  name: string,
  args: KubernetesProviderArgs = {},
  options: pulumi.ResourceOptions = {},
): pulumi.ProviderResource {
  const { kubeconfig, ...rest } = args;
  return new Provider(
    name,
    {
      ...rest,
      ...(kubeconfig === undefined ? {} : { kubeconfig: isPath(kubeconfig) ? kubeconfig : pulumi.secret(kubeconfig) }),
      enableConfigMapMutable: true,
      enableSecretMutable: true,
      upsertExistingObjects: true,
    },
    options,
  );
}

/** Contents of a kubeconfig have a colon and more than one line, or are JSON. An Output may be either and counts as contents. */
function isPath(kubeconfig: pulumi.Input<string>): boolean {
  return typeof kubeconfig === 'string' && !/[\n{]/.test(kubeconfig);
}

import * as pulumi from '@pulumi/pulumi';
import type { ApiObject, App } from 'cdk8s';
import { explainFinding } from '../checks/finding';
import { explainWaiver } from '../checks/waiver';
import { arrange, type AppOptions, type ArrangedObject, type Arrangement } from '../synth/arrange';
import type { Manifest } from '../synth/manifest';
import { SynthesisError } from '../synth/problem';
import { chartAliases, objectAliases } from './aliases';
import { Components } from './components';
import { liveOwners, tokensOf, undeployable } from './deployable';
import { KubernetesResource } from './kubernetes-resource';
import { logicalName } from './logical-name';
import { Outputs } from './outputs';
import { KUBERNETES_PROVIDER_VERSION } from './provider-version';
import { register } from './register';
import { runError } from './run-error';
import { substitute, type OutputOf } from './substitute';
import { typeToken } from './type-token';

/** Options of `deploy`. */
export interface DeployOptions extends AppOptions {
  /**
   * Parent of the charts' components.
   * @default - the stack
   */
  readonly parent?: pulumi.Resource;
  /**
   * Provider of every object; see `kubernetesProvider`.
   * @default - Pulumi's default provider for the cluster of the current kubeconfig
   */
  readonly provider?: pulumi.ProviderResource;
  /**
   * Text before every logical name, so that one stack can hold the same App twice: `eu/`.
   * @default ''
   */
  readonly prefix?: string;
  /**
   * Pulumi options of single objects, merged over those of the bridge: `protect`, `ignoreChanges`, `retainOnDelete` ...
   * @default - none
   */
  readonly options?: (object: ApiObject, manifest: Manifest) => pulumi.CustomResourceOptions | undefined;
}

/**
 * Registers every object of an App as a Pulumi resource of its own, by type token, named by its construct path, after the
 * objects that it depends on. Everything is registered before this returns; nothing is built inside `apply`, so a preview
 * shows all of it.
 *
 * @returns the resource of each object, in the order of registration
 * @throws {pulumi.RunError} with all problems of the App at once, before anything is registered
 */
export function deploy(app: App, options: DeployOptions = {}): ReadonlyMap<ApiObject, pulumi.CustomResource> {
  const outputs = Outputs.find(app);
  outputs?.bind(app);
  const prefix = options.prefix ?? '';
  const { objects, dependencies } = arrangeForDeployment(app, outputs, options);
  const components = new Components(app, options.parent, prefix, (chart) => chartAliases(chart, options));
  const resources = new Map<ApiObject, KubernetesResource>();
  for (const arranged of objects) {
    const { object, path, kept: manifest } = arranged;
    const outputOf: OutputOf = (token, field) => {
      const slot = outputs?.slot(token);
      if (slot === undefined) throw new RangeError(`[${path}] ${field}: this token passed inspection without a value`);
      return 'output' in slot ? slot.output : made(resources, slot.owner).picked(slot, `[${path}] ${field}`);
    };
    const own: pulumi.CustomResourceOptions = {
      parent: components.of(object.node.scope ?? app),
      dependsOn: dependencies(object).map((other) => made(resources, other)),
      provider: options.provider,
      version: KUBERNETES_PROVIDER_VERSION,
      aliases: objectAliases(object, manifest, options),
    };
    const fields = Object.entries(deployedManifest(arranged)).map(([field, value]) => [
      field,
      substitute(value, outputOf, field),
    ]);
    const inputs = Object.fromEntries(fields) as Record<string, unknown>;
    const merged = pulumi.mergeOptions(own, options.options?.(object, manifest) ?? {});
    const name = `${prefix}${logicalName(path)}`;
    resources.set(
      object,
      register(() => new KubernetesResource(typeToken(manifest), name, inputs, merged)),
    );
  }
  return resources;
}

function arrangeForDeployment(app: App, outputs: Outputs | undefined, options: DeployOptions): Arrangement<Manifest> {
  try {
    const arrangement = arrange<Manifest>(app, {
      clusterScoped: options.clusterScoped,
      checks: options.checks,
      tokens: tokensOf(outputs),
      waitsFor: (manifest) => liveOwners(manifest, outputs),
      inspect: undeployable,
      keep: (manifest) => manifest,
    });
    // shown by the engine beside its own diagnostics
    for (const warning of arrangement.warnings) void pulumi.log.warn(explainFinding(warning));
    for (const waiver of arrangement.waivers) void pulumi.log.info(explainWaiver(waiver));
    return arrangement;
  } catch (error) {
    if (error instanceof SynthesisError) throw runError(error.message);
    throw error;
  }
}

/** An API server drops the namespace that cdk8s gives a cluster-scoped object in a chart with one; Pulumi's ids would keep it. */
function deployedManifest({ kept: manifest, scope }: ArrangedObject): Manifest {
  if (scope === 'namespaced') return manifest;
  return { ...manifest, metadata: { ...manifest.metadata, namespace: undefined } };
}

function made(resources: ReadonlyMap<ApiObject, KubernetesResource>, object: ApiObject): KubernetesResource {
  const resource = resources.get(object);
  if (resource === undefined)
    throw new RangeError(`[${object.node.path}] was not registered before an object that waits for it`);
  return resource;
}

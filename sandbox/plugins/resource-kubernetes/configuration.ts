import { textOf, type JsonObject } from '../protocol/json';

/** What a provider is told: the arguments of `kubernetes.Provider`, or the stack's `kubernetes:` configuration. */
export interface Configuration {
  /** Content of a kubeconfig, or the path of one. Without it: KUBECONFIG, then ~/.kube/config. */
  readonly kubeconfig: string | undefined;
  readonly context: string | undefined;
  readonly cluster: string | undefined;
  /** Namespace of objects that name none. */
  readonly namespace: string | undefined;
  /** The user's own name of the cluster: another name means another cluster, and nothing else does. */
  readonly clusterIdentifier: string | undefined;
  /** Whether ConfigMaps that are not `immutable` are updated in place. */
  readonly enableConfigMapMutable: boolean;
  /** Whether Secrets that are not `immutable` are updated in place. */
  readonly enableSecretMutable: boolean;
  /** Whether creating an object that exists takes it over. Otherwise that is an error. */
  readonly upsertExistingObjects: boolean;
  /** Whether a conflict with another field manager is won by us. */
  readonly enablePatchForce: boolean;
  /** Whether objects of a cluster that does not answer are forgotten when they are to be deleted or read. */
  readonly deleteUnreachable: boolean;
  /** Whether objects of a cluster that does not answer stay as they are recorded when they are to be updated or read. */
  readonly skipUpdateUnreachable: boolean;
}

/** A setting that is refused, and why. */
export interface ConfigurationFailure {
  readonly property: string;
  readonly reason: string;
}

const TEXTS = ['kubeconfig', 'context', 'cluster', 'namespace', 'clusterIdentifier'] as const;

/** Switches and the environment variables that stand in for them, as the real provider has them. */
const SWITCHES = {
  enableConfigMapMutable: 'PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE',
  enableSecretMutable: 'PULUMI_K8S_ENABLE_SECRET_MUTABLE',
  upsertExistingObjects: 'PULUMI_K8S_UPSERT_EXISTING_OBJECTS',
  enablePatchForce: 'PULUMI_K8S_ENABLE_PATCH_FORCE',
  deleteUnreachable: 'PULUMI_K8S_DELETE_UNREACHABLE',
  skipUpdateUnreachable: 'PULUMI_K8S_SKIP_UPDATE_UNREACHABLE',
} as const;

/** Settings of the real provider that would silently do something else here. */
const REFUSED: Readonly<Record<string, { readonly allowed: readonly string[]; readonly why: string }>> = {
  enableServerSideApply: { allowed: ['true'], why: 'the stand-in provider applies on the server only' },
  renderYamlToDirectory: { allowed: [''], why: "the stand-in provider writes no files; use 'npm run synth'" },
};

/** Refuses what is wrong in a provider's arguments: all at once. The values are never part of a reason. */
export function configurationFailures(args: JsonObject): ConfigurationFailure[] {
  const failures: ConfigurationFailure[] = [];
  for (const property of TEXTS) {
    if (property in args && typeof args[property] !== 'string') {
      failures.push({ property, reason: `${property} is not a text; allowed: a text` });
    }
  }
  for (const property of Object.keys(SWITCHES)) {
    if (property in args && !['true', 'false'].includes(textOf(args[property]))) {
      failures.push({ property, reason: `${property} is neither true nor false; allowed: true, false` });
    }
  }
  for (const [property, { allowed, why }] of Object.entries(REFUSED)) {
    if (property in args && !allowed.includes(textOf(args[property]))) {
      failures.push({ property, reason: `${property} is not available: ${why}` });
    }
  }
  return failures;
}

/** Reads a provider's arguments. They have passed `configurationFailures`. */
export function configuration(args: JsonObject, environment: NodeJS.ProcessEnv): Configuration {
  const text = (name: (typeof TEXTS)[number]): string | undefined => {
    const value = args[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const enabled = (name: keyof typeof SWITCHES): boolean =>
    textOf(args[name] ?? environment[SWITCHES[name]]) === 'true';
  return {
    kubeconfig: text('kubeconfig'),
    context: text('context'),
    cluster: text('cluster'),
    namespace: text('namespace'),
    clusterIdentifier: text('clusterIdentifier'),
    enableConfigMapMutable: enabled('enableConfigMapMutable'),
    enableSecretMutable: enabled('enableSecretMutable'),
    upsertExistingObjects: enabled('upsertExistingObjects'),
    enablePatchForce: enabled('enablePatchForce'),
    deleteUnreachable: enabled('deleteUnreachable'),
    skipUpdateUnreachable: enabled('skipUpdateUnreachable'),
  };
}

import { ProgramError, run } from '../child-process';

/** An object of a cluster, as far as isolation reads it. */
export interface LiveObject {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly { readonly uid: string }[];
  };
  readonly spec?: {
    readonly paused?: boolean;
    /** Of a NetworkPolicy. */
    readonly podSelector?: LabelSelector;
    readonly policyTypes?: readonly string[];
    readonly egress?: readonly object[];
  };
}

/** Which pods are meant: all of them where it says nothing. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly object[];
}

/** What isolation asks of a cluster. */
export interface Cluster {
  /** Its address, for people. */
  readonly describe: () => Promise<string>;
  /** The object of a name, or nothing. */
  readonly get: (kind: string, namespace: string, name: string) => Promise<LiveObject | undefined>;
  /** All objects of some kinds in a namespace. */
  readonly list: (kinds: readonly string[], namespace: string) => Promise<LiveObject[]>;
  /** Merges fields into an object (RFC 7396): a field that is null is taken away. */
  readonly merge: (object: LiveObject, fields: object) => Promise<void>;
}

/** Fields that isolation writes are its own: tools that deploy leave alone what they never wrote. */
const FIELD_MANAGER = 'seaworthy-isolate';

/** The cluster that kubectl reaches. */
export function kubectlCluster(options: { readonly kubeconfig?: string; readonly context?: string }): Cluster {
  const where = [
    ...(options.kubeconfig === undefined ? [] : ['--kubeconfig', options.kubeconfig]),
    ...(options.context === undefined ? [] : ['--context', options.context]),
  ];
  const kubectl = (...args: readonly string[]) => run('kubectl', [...where, ...args], { cwd: process.cwd() });
  return {
    describe: async () => {
      const template = '{.contexts[0].name} ({.clusters[0].cluster.server})';
      return kubectl('config', 'view', '--minify', '-o', `jsonpath=${template}`);
    },
    get: async (kind, namespace, name) => {
      const text = await kubectl('get', kind, name, '-n', namespace, '--ignore-not-found', '-o', 'json');
      return text.trim() === '' ? undefined : (JSON.parse(text) as LiveObject);
    },
    list: async (kinds, namespace) => {
      const text = await kubectl('get', kinds.join(','), '-n', namespace, '-o', 'json');
      return (JSON.parse(text) as { items: LiveObject[] }).items;
    },
    merge: async ({ kind, metadata: { name, namespace } }, fields) => {
      const patch = ['--type=merge', '-p', JSON.stringify(fields), `--field-manager=${FIELD_MANAGER}`];
      try {
        await kubectl('patch', kind, name, '-n', namespace, ...patch);
      } catch (error) {
        // pods come and go while they are labelled
        if (!(error instanceof ProgramError) || !error.message.includes('(NotFound)')) throw error;
      }
    },
  };
}

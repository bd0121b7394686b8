import type { ObjectStack } from '../object-stack';
import type { ApiProxy } from './api-proxy';

/** What a behaviour is shown with: a cluster, and stacks on it that use the provider under test. */
export interface Bench {
  /** A stack of its own. `settings` are arguments of the provider beside the kubeconfig. */
  readonly stack: (name: string, settings?: object) => Promise<ObjectStack>;
  /** A field of an object, as kubectl prints it. */
  readonly field: (namespace: string, object: string, path: string) => Promise<string>;
  readonly kubectl: (...args: string[]) => Promise<string>;
  readonly kubeconfig: string;
  readonly context: string;
  /** Something that stands before the API server and can disturb. It goes when the behaviour is shown. */
  readonly proxy: () => Promise<ApiProxy>;
  /** Ends the API server with all that belongs to it, and starts it anew. */
  readonly restart: () => Promise<void>;
}

/** A behaviour of the provider that Seaworthy relies on. */
export interface Behaviour {
  /** Where Pulumi documents it: a setting, an annotation, or the title of a page. */
  readonly of: string;
  /** What is documented, as a sentence that continues the former. */
  readonly says: string;
  readonly holds: (bench: Bench) => Promise<void>;
}

import type { CallOptions } from './call-options';
import type { Party } from './party';

/** A declared call: who calls whom. Ports are those of the callee. */
export interface Edge {
  readonly caller: Party;
  readonly callee: Party;
  /**
   * What is known of the call beside its ends.
   * @default - nothing
   */
  readonly options?: CallOptions;
}

import type { Capabilities } from '../core/capabilities';
import type { Edge } from '../core/edge';
import type { ReadObjects } from './read-objects';
import type { CheckedObject } from './rendered-object';

/** What a cluster offers, as far as checks ask. What is left out is unknown, and not judged. */
export type ServedApis = Pick<Capabilities, 'kubernetes' | 'customResources'> & Partial<Capabilities>;

/** What is checked, in whatever form its objects are. */
export type ExaminedInput = Omit<CheckInput, 'objects'> & { readonly objects: readonly CheckedObject[] | ReadObjects };

/** What is checked. */
export interface CheckInput {
  /** Every object that would be deployed. */
  readonly objects: readonly CheckedObject[];
  /**
   * What the cluster offers.
   * @default - unknown: what needs something of the cluster is not checked
   */
  readonly capabilities?: ServedApis;
  /**
   * Who calls whom: `Graph.of(app).edges`.
   * @default - unknown: whether policies let calls through is not checked
   */
  readonly calls?: readonly Edge[];
}

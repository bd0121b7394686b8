import type { ApiObjectMetadata } from 'cdk8s';
import type { WithTokens } from '../core/token';

/** Metadata of a rendered object. Its name is always explicit: cdk8s would add a hash of the construct path. */
export interface NamedMetadata extends ApiObjectMetadata {
  readonly name: string;
}

/** Metadata of an object that lives in a namespace. */
export interface NamespacedMetadata extends NamedMetadata {
  readonly namespace: string;
}

/** Props of a kind: its metadata and the spec of its model, with tokens allowed for numbers. */
export interface KindProps<Model extends { spec?: unknown }, Metadata extends NamedMetadata = NamespacedMetadata> {
  readonly metadata: Metadata;
  readonly spec: WithTokens<NonNullable<Model['spec']>>;
}

import type { IConstruct } from 'constructs';

const FORMER = 'seaworthy:former';

/** What a construct was before, so that Pulumi knows its objects again. At least one of both. */
export interface Former {
  /**
   * The construct's former path in its App, as in an error message or a URN: `shop/backend`.
   * @default - the path has not changed
   */
  readonly from?: string;
  /**
   * The former apiVersion of the one object that the construct is or wraps: `external-secrets.io/v1beta1`.
   * @default - the apiVersion has not changed
   */
  readonly apiVersion?: string;
}

/**
 * Says that a construct was renamed or moved, or that its apiVersion changed. Without it Pulumi takes its objects for new ones
 * and deletes the old. Keep the `metadata.name` of the objects as it was: a name that cdk8s generates changes with the path.
 */
export function renamed(construct: IConstruct, former: Former): void {
  construct.node.addMetadata(FORMER, former);
}

/** What was said of a construct with `renamed`, the latest first. */
export function formersOf(construct: IConstruct): Former[] {
  return construct.node.metadata
    .filter(({ type }) => type === FORMER)
    .map(({ data }) => data as Former)
    .reverse();
}

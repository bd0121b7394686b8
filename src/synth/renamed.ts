import type { IConstruct } from 'constructs';
import { explain, type Refusal } from '../core/refusal';

const FORMER = 'seaworthy:former';

/** A construct's former place. */
export interface FormerPath {
  /** The construct's former path in its App, as in an error message or at the end of a URN: `shop/backend`. */
  readonly from: string;
}

/** An object's former version. */
export interface FormerVersion {
  /** The former apiVersion of the one object that the construct is or wraps: `external-secrets.io/v1beta1`. */
  readonly apiVersion: string;
}

/** What a construct was before: its path, its apiVersion, or both. */
export type Former = (FormerPath & Partial<FormerVersion>) | (Partial<FormerPath> & FormerVersion);

/**
 * Says that a construct was renamed or moved, or that its apiVersion changed, so that Pulumi knows its objects again. Without
 * it Pulumi takes them for new ones and deletes the old. Keep the `metadata.name` of the objects as it was: a name that cdk8s
 * generates changes with the path. A `from` that another construct still has is refused when the App is rendered.
 */
export function renamed(construct: IConstruct, former: Former): void {
  construct.node.addMetadata(FORMER, former);
  construct.node.addValidation({ validate: () => refusals(construct, former).map(explain) });
}

/** What was said of a construct with `renamed`. */
export function formersOf(construct: IConstruct): Former[] {
  // the metadata of a construct are untyped; this key is written by `renamed` alone
  return construct.node.metadata.filter(({ type }) => type === FORMER).map(({ data }) => data as Former);
}

function refusals(construct: IConstruct, { from }: Former): Refusal[] {
  if (from === undefined) return [];
  const taken = { prop: 'renamed from', value: from };
  if (from === construct.node.path) return [{ ...taken, problem: 'is its path today', fix: 'name the former path' }];
  const ids = from.split('/');
  if (ids.includes(''))
    return [
      { ...taken, problem: 'is no path', allowed: 'ids with / between them: shop/backend', fix: 'correct the path' },
    ];
  const found = ids.reduce<IConstruct | undefined>((at, id) => at?.node.tryFindChild(id), construct.node.root);
  if (found === undefined) return [];
  return [
    {
      ...taken,
      problem: 'is still the path of a construct',
      fix: 'name a path that is gone, or remove that construct',
    },
  ];
}

import type { IConstruct } from 'constructs';
import { emit } from '../synth/emit';
import { isManifest } from '../synth/manifest';
import { Masks, type Mask } from './mask';
import { referenceOf, render, type RenderOptions } from './render';

/** Options of `snapshot`. */
export interface SnapshotOptions extends RenderOptions {
  /**
   * Values that change without meaning: they are written as `<masked>`. A mask that matches nothing is refused.
   * @default []
   */
  readonly mask?: readonly Mask[];
}

/**
 * What a chart, a construct or an App renders, as YAML by object: `Kind/namespace/name` to its text, sorted. A changed object
 * changes one entry, and the order of construction changes none.
 *
 * @throws {SynthesisError} as `render` does
 * @throws {RangeError} for masks that cannot be read or match nothing
 */
export function snapshot(scope: IConstruct, { mask = [], ...options }: SnapshotOptions = {}): Record<string, string> {
  const masks = new Masks(mask);
  const entries = render(scope, options).map((object): [string, string] => {
    const masked = masks.apply(object);
    // a mask of a field that every object must have leaves text in its place, so that only masks of whole objects fail here
    if (!isManifest(masked)) throw new RangeError('a mask covers apiVersion, kind or metadata; mask fields below them');
    return [referenceOf(object), emit([masked])];
  });
  const unused = masks.unused();
  if (unused.length > 0)
    throw new RangeError(
      `mask ${unused.map((one) => (typeof one === 'string' ? `'${one}'` : String(one))).join(', ')} matches nothing that is rendered; correct or remove it`,
    );
  return Object.fromEntries(unique(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Two kinds of one name in two API groups share their reference: the second is numbered, and none is lost. */
function unique(entries: readonly [string, string][]): [string, string][] {
  const seen = new Map<string, number>();
  return entries.map(([reference, text]) => {
    const count = (seen.get(reference) ?? 0) + 1;
    seen.set(reference, count);
    return [count === 1 ? reference : `${reference} (${count})`, text];
  });
}

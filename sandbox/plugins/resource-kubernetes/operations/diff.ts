import { isObject, textAt, without, type JsonObject } from '../../protocol/json';
import { revealedObject } from '../../protocol/property-map';
import { isAutonamed } from '../annotations';
import { changes, pathText, type Change } from '../difference';
import { needsReplacement, replacementPaths, type Mutability } from '../replacement';
import { lastSeen, withoutReadOnly } from '../state';

/** What an update would do to an object. */
export interface DiffResult {
  readonly changes: readonly Change[];
  /** Paths whose change needs a new object. */
  readonly replaces: readonly string[];
  /** Whether the old object must go before the new one can have its name. */
  readonly deleteBeforeReplace: boolean;
}

/**
 * Compares what the program asked for last time, as it was last seen in the cluster, with what it asks for now. An object of
 * the cluster (`ofCluster`) has no namespace: it may have been given one while nobody knew its kind.
 */
export function diff(
  olds: JsonObject,
  oldInputs: JsonObject,
  news: JsonObject,
  { ofCluster = false, ...mutability }: Mutability & { readonly ofCluster?: boolean },
): DiffResult {
  const seen = lastSeen(olds);
  const known = revealedObject(oldInputs);
  const compared = (object: JsonObject): JsonObject => withoutReadOnly(ofCluster ? withoutNamespace(object) : object);
  const before = compared(Object.keys(known).length > 0 ? known : seen.inputs);
  const after = compared(revealedObject(news));
  const found = changes(before, after);
  const paths = replacementPaths(before, mutability);
  const replaces = found.filter((change) => needsReplacement(change, paths)).map(({ path }) => pathText(path));
  const stays = (field: string): boolean => textAt(before, 'metadata', field) === textAt(after, 'metadata', field);
  return {
    changes: found,
    replaces,
    deleteBeforeReplace: replaces.length > 0 && !isAutonamed(after) && stays('name') && stays('namespace'),
  };
}

function withoutNamespace(object: JsonObject): JsonObject {
  return isObject(object.metadata) ? { ...object, metadata: without(object.metadata, 'namespace') } : object;
}

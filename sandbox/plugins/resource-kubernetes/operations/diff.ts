import { textAt, type JsonObject } from '../../protocol/json';
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

/** Compares what the program asked for last time, as it was last seen in the cluster, with what it asks for now. */
export function diff(olds: JsonObject, oldInputs: JsonObject, news: JsonObject, mutability: Mutability): DiffResult {
  const seen = lastSeen(olds);
  const known = revealedObject(oldInputs);
  const before = withoutReadOnly(Object.keys(known).length > 0 ? known : seen.inputs);
  const after = withoutReadOnly(revealedObject(news));
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

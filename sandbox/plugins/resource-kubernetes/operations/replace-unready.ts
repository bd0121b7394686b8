import { textAt, type JsonObject } from '../../protocol/json';
import { revealedObject } from '../../protocol/property-map';
import { isAutonamed, replacesUnready } from '../annotations';
import { jobReadiness } from '../await/job';
import type { Cluster } from '../cluster';
import { pathText } from '../difference';
import { keyOf } from '../objects';
import type { DiffResult } from './diff';

const PATH = ['metadata', 'annotations', 'pulumi.com/replaceUnready'];

/** A comparison after a look at the cluster: a Job that is not complete is made anew where its manifest says so. */
export async function replacingUnready(
  result: DiffResult,
  { objects, log }: Pick<Cluster, 'objects' | 'log'>,
  urn: string,
  news: JsonObject,
): Promise<DiffResult> {
  const object = revealedObject(news);
  if (!replacesUnready(object)) return result;
  if (textAt(object, 'apiVersion') !== 'batch/v1' || textAt(object, 'kind') !== 'Job') {
    log.warn('the annotation pulumi.com/replaceUnready is not supported for this kind; allowed: batch/v1 Job', urn);
    return result;
  }
  // an object that cannot be read is none that needs to be replaced: what is wrong with it is told when it is updated
  const live = await objects.get(keyOf(object)).catch(() => undefined);
  if (live === undefined || jobReadiness(live).state === 'ready') return result;
  const change = { path: PATH, kind: 'update', value: 'true', before: 'true' } as const;
  return {
    changes: [...result.changes.filter(({ path }) => pathText(path) !== pathText(PATH)), change],
    replaces: [...result.replaces, pathText(PATH)],
    deleteBeforeReplace: result.deleteBeforeReplace || !isAutonamed(object),
  };
}

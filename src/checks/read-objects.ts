import { mayHoldCredential } from '../core/credential';
import { asData, asText, isData } from './data';
import type { Data } from './data';
import { KindIndex } from './kind-index';
import { groupOf, type CheckedObject, type RenderedObject, type WrittenObject } from './rendered-object';

/**
 * Kinds with much in them of which rules read the head alone. Everything that is held until all objects are there is moved
 * through memory while the others are rendered: of these, nothing else is held.
 */
const UNREAD: ReadonlySet<string> = new Set([
  'argoproj.io AnalysisTemplate',
  'argoproj.io ClusterAnalysisTemplate',
  'monitoring.coreos.com PodMonitor',
  'monitoring.coreos.com PrometheusRule',
  'monitoring.coreos.com ServiceMonitor',
]);
/** A UTF-16 unit is at most three bytes of UTF-8. */
const MOST_BYTES_OF_CHARACTER = 3;
const UNHELD: Data = Object.freeze({});

/** What an apiVersion and a kind name: the objects of a kind, and whether rules read more than their heads. */
interface NamedKind {
  readonly index: KindIndex;
  readonly isRead: boolean;
}

/** Kinds by their names. Objects are many and kinds are few: each is named once. */
class Kinds {
  public readonly all: KindIndex[] = [];
  private readonly byVersion = new Map<string, Map<string, NamedKind>>();
  private readonly byType = new Map<string, KindIndex>();

  public of(apiVersion: string, kind: string): NamedKind {
    let kinds = this.byVersion.get(apiVersion);
    if (kinds === undefined) this.byVersion.set(apiVersion, (kinds = new Map<string, NamedKind>()));
    let named = kinds.get(kind);
    if (named === undefined) {
      const index = this.indexOf(groupOf(apiVersion), kind);
      kinds.set(kind, (named = { index, isRead: !UNREAD.has(index.type) }));
    }
    return named;
  }

  /** All versions of a kind are in one. */
  private indexOf(group: string, kind: string): KindIndex {
    const index = new KindIndex(group, kind);
    const known = this.byType.get(index.type);
    if (known !== undefined) return known;
    this.byType.set(index.type, index);
    this.all.push(index);
    return index;
  }
}

/** Objects that are read one by one while they are rendered: each is at hand then, and thousands are not a moment later. */
export class ReadObjects {
  public readonly all: readonly RenderedObject[];
  /** The same by kind, in the order in which kinds come up. */
  public readonly kinds: readonly KindIndex[];
  private readonly read: RenderedObject[] = [];
  private readonly named = new Kinds();

  public constructor(objects: readonly WrittenObject[] = []) {
    this.all = this.read;
    this.kinds = this.named.all;
    for (const object of objects) this.add(object);
  }

  /** Reads what all rules need of an object. Of one that is written already, what no rule will ask for is not held. */
  public add({ path, manifest: given, yaml }: WrittenObject): RenderedObject {
    const manifest = isData(given) ? given : {};
    const apiVersion = asText(manifest['apiVersion']) ?? '';
    const kind = asText(manifest['kind']) ?? '';
    const { index, isRead } = this.named.of(apiVersion, kind);
    const metadata = asData(manifest['metadata']);
    const isSuspicious = yaml === undefined || mayHoldCredential(yaml);
    const held = isRead || isSuspicious ? manifest : UNHELD;
    const object = {
      path,
      manifest: held,
      apiVersion,
      group: index.group,
      kind,
      type: index.type,
      name: asText(metadata['name']) ?? '',
      namespace: asText(metadata['namespace']) ?? '',
      labels: asData(metadata['labels']),
      annotations: asData(metadata['annotations']),
      spec: asData(held['spec']),
      position: this.read.length,
      mayHoldCredential: isSuspicious,
      mostBytes: yaml === undefined ? Infinity : yaml.length * MOST_BYTES_OF_CHARACTER,
    };
    this.read.push(object);
    index.objects.push(object);
    return object;
  }
}

/** Reads of one object what rules need. */
export function renderedObject(object: CheckedObject): RenderedObject {
  return new ReadObjects().add(object);
}

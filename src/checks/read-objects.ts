import { mayHoldCredential } from '../core/credential';
import { asData, asText, isData } from './data';
import type { Data } from './data';
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

/** A kind in the words of rules, and whether they read more than the heads of its objects. */
interface KindName extends Pick<RenderedObject, 'group' | 'type'> {
  readonly isRead: boolean;
}

/** The names of kinds. Objects are many and kinds are few: each is named once. */
class KindNames {
  private readonly byVersion = new Map<string, Map<string, KindName>>();

  public of(apiVersion: string, kind: string): KindName {
    let kinds = this.byVersion.get(apiVersion);
    if (kinds === undefined) this.byVersion.set(apiVersion, (kinds = new Map<string, KindName>()));
    let name = kinds.get(kind);
    if (name === undefined) {
      const group = groupOf(apiVersion);
      const type = `${group} ${kind}`;
      kinds.set(kind, (name = { group, type, isRead: !UNREAD.has(type) }));
    }
    return name;
  }
}

/** Objects that are read one by one while they are rendered: each is at hand then, and thousands are not a moment later. */
export class ReadObjects {
  public readonly all: readonly RenderedObject[];
  private readonly read: RenderedObject[] = [];
  private readonly names = new KindNames();

  public constructor(objects: readonly WrittenObject[] = []) {
    this.all = this.read;
    for (const object of objects) this.add(object);
  }

  /** Reads what all rules need of an object. Of one that is written already, what no rule will ask for is not held. */
  public add({ path, manifest: given, yaml }: WrittenObject): RenderedObject {
    const manifest = isData(given) ? given : {};
    const apiVersion = asText(manifest['apiVersion']) ?? '';
    const kind = asText(manifest['kind']) ?? '';
    const { group, type, isRead } = this.names.of(apiVersion, kind);
    const metadata = asData(manifest['metadata']);
    const isSuspicious = yaml === undefined || mayHoldCredential(yaml);
    const held = isRead || isSuspicious ? manifest : UNHELD;
    const object = {
      path,
      manifest: held,
      apiVersion,
      group,
      kind,
      type,
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
    return object;
  }
}

/** Reads of one object what rules need. */
export function renderedObject(object: CheckedObject): RenderedObject {
  return new ReadObjects().add(object);
}

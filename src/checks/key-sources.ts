import { hasToken } from '../core/token';
import { all, any, sameText } from './certainty';
import type { Answer } from './certainty';
import { dataAt, listAt, textAt, valueAt } from './data';
import { operatorSecrets } from './operator-secrets';
import type { RenderedObject } from './rendered-object';
import type { Rendering } from './rendering';

/** An object that a ConfigMap or Secret comes from: itself, or an operator's object that makes it. */
interface KeySource {
  readonly namespace: string;
  readonly name: string;
  /** Its keys, or nothing when they are known only in the cluster. */
  readonly keys: readonly string[] | undefined;
}

/** The ConfigMaps that are rendered. */
export function configMaps(rendering: Rendering): KeySources {
  return new KeySources(rendering.ofKind('', 'ConfigMap').map((object) => source(object, ['data', 'binaryData'])));
}

/** The Secrets that are rendered, and those that operators make. */
export function secrets(rendering: Rendering): KeySources {
  return new KeySources([
    ...rendering.ofKind('', 'Secret').map((object) => source(object, ['data', 'stringData'])),
    ...rendering.ofKind('external-secrets.io', 'ExternalSecret').map(externalSecret),
    ...operatorSecrets(rendering).map((made) => ({ ...made, keys: undefined })),
  ]);
}

/** ConfigMaps or Secrets that there will be, with their keys. */
export class KeySources {
  private readonly byName = new Map<string, KeySource[]>();
  /** Those whose name or namespace only a deployment knows. */
  private readonly unnamed: readonly KeySource[];

  public constructor(private readonly sources: readonly KeySource[]) {
    this.unnamed = sources.filter(({ namespace, name }) => hasToken(namespace) || hasToken(name));
    for (const one of sources) {
      const same = this.byName.get(identity(one.namespace, one.name));
      if (same) same.push(one);
      else this.byName.set(identity(one.namespace, one.name), [one]);
    }
  }

  /** Whether there will be one of a name, and with a key where one is asked for. */
  public provide(namespace: string, name: string, key: string | undefined): Answer {
    // what a token names may be in the cluster already
    if (hasToken(name)) return 'unknown';
    const named = this.byName.get(identity(namespace, name)) ?? [];
    const candidates = hasToken(namespace) ? this.sources : named.concat(this.unnamed);
    return any(
      candidates.map((one) => all([sameText(one.name, name), sameText(one.namespace, namespace), hasKey(one, key)])),
    );
  }
}

function hasKey({ keys }: KeySource, key: string | undefined): Answer {
  if (key === undefined) return 'yes';
  return keys === undefined ? 'unknown' : any(keys.map((has) => sameText(has, key)));
}

function identity(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

function source({ manifest, namespace, name }: RenderedObject, fields: readonly string[]): KeySource {
  const late = fields.some((field) => hasToken(valueAt(manifest, field)));
  return { namespace, name, keys: late ? undefined : fields.flatMap((field) => Object.keys(dataAt(manifest, field))) };
}

/** The Secret that an ExternalSecret makes. A template replaces what was fetched, unless it says that it merges. */
function externalSecret({ spec, namespace, name: ownName }: RenderedObject): KeySource {
  const template = dataAt(spec, 'target', 'template');
  const templated = Object.keys(dataAt(template, 'data'));
  const fetched = listAt(spec, 'data').flatMap((entry) => textAt(entry, 'secretKey') ?? []);
  const replaces = templated.length > 0 && textAt(template, 'mergePolicy') !== 'Merge';
  const open =
    listAt(template, 'templateFrom').length > 0 || (listAt(spec, 'dataFrom').length > 0 && !replaces) || isMerged(spec);
  const keys = replaces ? templated : [...fetched, ...templated];
  return { namespace, name: textAt(spec, 'target', 'name') ?? ownName, keys: open ? undefined : keys };
}

/** Merged into a Secret that something else makes: that one's keys are there too. */
function isMerged(spec: RenderedObject['spec']): boolean {
  const policy = valueAt(spec, 'target', 'creationPolicy');
  return policy === 'Merge';
}

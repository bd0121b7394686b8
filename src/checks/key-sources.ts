import { hasToken } from './token';
import { any, both, sameText } from './certainty';
import type { Answer } from './certainty';
import { asData, asList, asText, dataAt, textAt, valueAt, type Data } from './data';
import { InNamespaces } from './in-namespaces';
import { operatorSecrets } from './operator-secrets';
import type { RenderedObject } from './rendered-object';
import type { Rendering } from './rendering';

/** An object that a ConfigMap or Secret comes from: itself, or an operator's object that makes it. */
interface KeySource {
  readonly namespace: string;
  readonly name: string;
  /** Its keys, or nothing when they are known only in the cluster. Of most sources nobody asks. */
  readonly keys: () => readonly string[] | undefined;
}

/** The ConfigMaps that are rendered. */
export function configMaps(rendering: Rendering): KeySources {
  return new KeySources(rendering.ofKind('', 'ConfigMap').map((object) => source(object, 'data', 'binaryData')));
}

/** The Secrets that are rendered, and those that operators make. */
export function secrets(rendering: Rendering): KeySources {
  return new KeySources([
    ...rendering.ofKind('', 'Secret').map((object) => source(object, 'data', 'stringData')),
    ...rendering.ofKind('external-secrets.io', 'ExternalSecret').map(externalSecret),
    ...operatorSecrets(rendering).map((made) => ({ ...made, keys: () => undefined })),
  ]);
}

/** ConfigMaps or Secrets that there will be, with their keys. */
export class KeySources {
  private readonly byName = new InNamespaces<KeySource[]>();
  /** Those whose name or namespace only a deployment knows. */
  private readonly unnamed: KeySource[] = [];

  public constructor(private readonly sources: readonly KeySource[]) {
    for (const one of sources) {
      const { namespace, name } = one;
      if (hasToken(namespace) || hasToken(name)) this.unnamed.push(one);
      const same = this.byName.get(namespace, name);
      if (same) same.push(one);
      else this.byName.set(namespace, name, [one]);
    }
  }

  /** Whether there will be one of a name, and with a key where one is asked for. */
  public provide(namespace: string, name: string, key: string | undefined): Answer {
    const named = this.named(namespace, name, key);
    if (named === 'yes') return named;
    // what a token names may be in the cluster already
    if (hasToken(name)) return 'unknown';
    if (hasToken(namespace)) return provided(this.sources, namespace, name, key);
    return this.unnamed.length === 0 ? named : any([named, provided(this.unnamed, namespace, name, key)]);
  }

  private named(namespace: string, name: string, key: string | undefined): Answer {
    const sources = this.byName.get(namespace, name);
    if (sources === undefined) return 'no';
    const first = sources[0];
    return first !== undefined && sources.length === 1
      ? hasKey(first, key)
      : any(sources.map((one) => hasKey(one, key)));
  }
}

function provided(sources: readonly KeySource[], namespace: string, name: string, key: string | undefined): Answer {
  let result: Answer = 'no';
  for (const one of sources) {
    const isMeant = both(sameText(one.name, name), sameText(one.namespace, namespace));
    const answer = isMeant === 'no' ? 'no' : both(isMeant, hasKey(one, key));
    if (answer === 'yes') return 'yes';
    if (answer === 'unknown') result = 'unknown';
  }
  return result;
}

function hasKey(source: KeySource, key: string | undefined): Answer {
  if (key === undefined) return 'yes';
  const keys = source.keys();
  if (keys === undefined) return 'unknown';
  return keys.includes(key) ? 'yes' : any(keys.map((has) => sameText(has, key)));
}

function source({ manifest, namespace, name }: RenderedObject, first: string, second: string): KeySource {
  const keys = () =>
    hasToken(valueAt(manifest, first)) || hasToken(valueAt(manifest, second))
      ? undefined
      : [...Object.keys(dataAt(manifest, first)), ...Object.keys(dataAt(manifest, second))];
  return { namespace, name, keys };
}

/** The Secret that an ExternalSecret makes. A template replaces what was fetched, unless it says that it merges. */
function externalSecret({ spec, namespace, name: ownName }: RenderedObject): KeySource {
  return { namespace, name: textAt(spec, 'target', 'name') ?? ownName, keys: () => externalKeys(spec) };
}

function externalKeys(spec: Data): readonly string[] | undefined {
  const template = dataAt(spec, 'target', 'template');
  const templated = Object.keys(asData(template['data']));
  const fetched = asList(spec['data']).flatMap((entry) => asText(entry['secretKey']) ?? []);
  const replaces = templated.length > 0 && asText(template['mergePolicy']) !== 'Merge';
  const open =
    asList(template['templateFrom']).length > 0 || (asList(spec['dataFrom']).length > 0 && !replaces) || isMerged(spec);
  if (open) return undefined;
  return replaces ? templated : [...fetched, ...templated];
}

/** Merged into a Secret that something else makes: that one's keys are there too. */
function isMerged(spec: Data): boolean {
  const policy = valueAt(spec, 'target', 'creationPolicy');
  return policy === 'Merge';
}

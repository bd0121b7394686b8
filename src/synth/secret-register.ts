import type { App } from 'cdk8s';
import { podReferences } from '../checks/pod-references';
import { podOwner } from '../checks/pod-owner';
import { renderedObject } from '../checks/read-objects';
import { SECRET, RELOAD_ON_SECRET } from '../core/conventions';
import { asData, asList, asText, dataAt, textAt, type Data } from '../core/manifest-data';
import { render } from './synth';

/** A Secret of an App, and all that is known of it. No value is known. */
export interface RegisteredSecret {
  readonly namespace: string;
  /** Name of the Kubernetes Secret. */
  readonly name: string;
  /** The store that its values come from: `SecretStore aws-secrets-manager`. */
  readonly store: string;
  /** Where each value is kept in the store. */
  readonly sources: readonly { readonly remoteKey: string; readonly property?: string }[];
  /** Who answers for it, where somebody was named. */
  readonly owner?: string;
  /** How often it is changed, in seconds, where that was declared. */
  readonly rotatedEverySeconds?: number;
  /** How long an old value stays valid, in seconds. */
  readonly overlapSeconds?: number;
  /** Age at which a value is too old, in seconds. */
  readonly ageLimitSeconds?: number;
  /** What reads it, and whether its pods start again when it changes. */
  readonly consumers: readonly { readonly workload: string; readonly restarts: boolean }[];
}

/**
 * Every Secret of an App that is filled from a store, by namespace and name.
 * @throws {SynthesisError} when the App cannot be rendered
 */
export function secretRegister(app: App): RegisteredSecret[] {
  const objects = render(app, { checks: false }).map((manifest) => renderedObject({ path: '', manifest }));
  const owners = objects.map((object) => podOwner(object)).filter((owner) => owner !== undefined);
  return objects
    .filter(({ group, kind }) => group === 'external-secrets.io' && kind === 'ExternalSecret')
    .map(({ manifest, spec, namespace, name: ownName }) => {
      const name = textAt(spec, 'target', 'name') ?? ownName;
      const store = asData(spec['secretStoreRef']);
      const readers = owners.filter(
        (owner) =>
          owner.object.namespace === namespace &&
          podReferences(owner).some((reference) => reference.kind === 'Secret' && reference.name === name),
      );
      return {
        namespace,
        name,
        store: `${asText(store['kind']) ?? 'SecretStore'} ${asText(store['name']) ?? ''}`,
        sources: asList(spec['data']).map((entry) => sourceOf(asData(entry['remoteRef']))),
        ...declared(dataAt(manifest, 'metadata', 'annotations')),
        consumers: readers.map(({ object }) => ({
          workload: `${object.kind} ${object.name}`,
          restarts: (textAt(object.manifest, 'metadata', 'annotations', RELOAD_ON_SECRET) ?? '')
            .split(',')
            .includes(name),
        })),
      };
    })
    .sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name));
}

function sourceOf(reference: Data): RegisteredSecret['sources'][number] {
  const property = asText(reference['property']);
  return { remoteKey: asText(reference['key']) ?? '', ...(property !== undefined && { property }) };
}

function declared(annotations: Data): Partial<RegisteredSecret> {
  const owner = textAt(annotations, SECRET.owner);
  const seconds = (name: string): number | undefined => {
    const value = textAt(annotations, name);
    return value === undefined ? undefined : Number(value);
  };
  const times = {
    rotatedEverySeconds: seconds(SECRET.rotatedEvery),
    overlapSeconds: seconds(SECRET.overlap),
    ageLimitSeconds: seconds(SECRET.ageLimit),
  };
  const known = Object.entries(times).filter(([, value]) => value !== undefined);
  return { ...(owner !== undefined && { owner }), ...Object.fromEntries(known) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

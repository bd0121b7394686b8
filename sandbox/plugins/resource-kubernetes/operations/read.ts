import { textAt, type JsonObject } from '../../protocol/json';
import { revealedObject } from '../../protocol/property-map';
import { skipsReadiness } from '../annotations';
import { isNotFound, KindMissingError } from '../api-error';
import { readinessCheck } from '../await/checks';
import { READY, waiting, type Readiness } from '../await/readiness';
import type { Cluster } from '../cluster';
import { drifted } from '../drift';
import { initializationError } from '../failure';
import { uniqueName } from '../naming';
import { keyOf, type ObjectKey } from '../objects';
import { identityOf, objectType, parseId } from '../resource-type';
import { redactor, withSecrets } from '../secrets';
import { importedInputs, initialApiVersion, isLeaving, lastSeen, stateOf } from '../state';

/** An object that the engine wants to see. */
export interface ReadInput {
  readonly urn: string;
  readonly id: string;
  /** State of last time; empty for an import. */
  readonly olds: JsonObject;
  /** Inputs of last time; empty for an import. */
  readonly inputs: JsonObject;
}

/** An object as it is now. */
export interface Seen {
  readonly id: string;
  readonly state: JsonObject;
  readonly inputs: JsonObject;
}

/** Reads an object from the cluster. Nothing where it is gone, and where its kind is gone with it. */
export async function read(cluster: Cluster, input: ReadInput): Promise<Seen | undefined> {
  const { urn, id, olds } = input;
  const live = await find(cluster, readKey(input));
  if (live === undefined) return undefined;
  const seen = lastSeen(olds);
  const imported = Object.keys(input.inputs).length === 0;
  const inputs = imported ? importedInputs(live) : drifted(revealedObject(input.inputs), seen.live, live);
  const marked = withSecrets(inputs, input.inputs);
  const state = stateOf(live, marked, {
    fieldManager: seen.fieldManager ?? uniqueName('pulumi-kubernetes-', new Uint8Array()),
    apiVersion: initialApiVersion(olds) ?? keyOf(live).apiVersion,
  });
  if (imported) return { id, state, inputs: marked };
  const readiness = await readinessOf(live, cluster);
  if (readiness.state === 'ready') return { id, state, inputs: marked };
  const redact = redactor(marked);
  throw initializationError(`resource "${urn}" is not ready`, readiness.reasons.map(redact), {
    id,
    state,
    inputs: marked,
  });
}

/** An object that is being deleted is not as it should be: so the next update makes it anew. */
async function readinessOf(live: JsonObject, { objects }: Cluster): Promise<Readiness> {
  if (isLeaving(live)) return waiting('it is being deleted');
  return skipsReadiness(live) ? READY : readinessCheck(live)(live, objects, Infinity);
}

async function find(cluster: Cluster, key: ObjectKey): Promise<JsonObject | undefined> {
  try {
    return await cluster.objects.get(key);
  } catch (error) {
    if (isNotFound(error) || error instanceof KindMissingError) return undefined;
    throw error;
  }
}

/** Which object to read: the identifier names it, the inputs or the type token say of what kind it is. */
function readKey({ urn, id, inputs }: ReadInput): ObjectKey {
  const { namespace, name } = parseId(id);
  const known = revealedObject(inputs);
  const apiVersion = textAt(known, 'apiVersion');
  const kind = textAt(known, 'kind');
  const type =
    apiVersion !== undefined && kind !== undefined ? { apiVersion, kind } : objectType(identityOf(urn).token);
  return { ...type, namespace, name };
}

import { isObject, objectAt, own, textAt, type Json, type JsonObject } from '../protocol/json';
import { containsSecret, isSecret, revealed, secret } from '../protocol/property-map';

/** Written by `kubectl apply`: it repeats the whole manifest, data of Secrets included. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Marks in an object what must be secret: what is secret in the inputs, and the data of every Secret. Where a list has a
 * secret in it, the whole list is secret: the API server may have moved its items.
 */
export function withSecrets(object: JsonObject, inputs: JsonObject): JsonObject {
  const marked = Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key, marking(value, own(inputs, key))]),
  );
  return object.kind === 'Secret' ? secretKind(marked) : marked;
}

function marking(value: Json, input: Json | undefined): Json {
  if (input === undefined || isSecret(value)) return value;
  if (isObject(value) && isObject(input) && !isSecret(input)) return withSecrets(value, input);
  return containsSecret(input) ? secret(value) : value;
}

function secretKind(object: JsonObject): JsonObject {
  const marked = { ...object };
  for (const key of ['data', 'stringData']) {
    const value = marked[key];
    if (value !== undefined) marked[key] = secret(value);
  }
  const annotations = objectAt(marked, 'metadata', 'annotations');
  const lastApplied = annotations[LAST_APPLIED];
  if (lastApplied === undefined) return marked;
  return {
    ...marked,
    metadata: { ...objectAt(marked, 'metadata'), annotations: { ...annotations, [LAST_APPLIED]: secret(lastApplied) } },
  };
}

/** What stands in a message instead of a secret. */
const REDACTED = '[secret]';

/** Shorter texts are part of ordinary words: removing them would only make the message unreadable. */
const SHORTEST = 4;

/** A function that takes the secret values of an object out of a message, in every form in which the API server quotes them. */
export function redactor(marked: JsonObject): (message: string) => string {
  const values = new Set<string>();
  collect(marked, false, values);
  if (textAt(marked, 'kind') === 'Secret') {
    for (const key of ['data', 'stringData']) collect(revealed(marked[key] ?? null), true, values);
  }
  const forms = [...values]
    .filter((value) => value.length >= SHORTEST)
    .flatMap((value) => [
      value,
      JSON.stringify(value).slice(1, -1),
      Buffer.from(value).toString('base64'),
      Buffer.from(value, 'base64').toString('utf8'),
    ])
    .filter((form) => form.length >= SHORTEST)
    .sort((left, right) => right.length - left.length);
  return (message) => forms.reduce((text, form) => text.replaceAll(form, REDACTED), message);
}

function collect(value: Json, inSecret: boolean, found: Set<string>): void {
  if (isSecret(value)) collect(value.value ?? null, true, found);
  else if (Array.isArray(value))
    value.forEach((item) => {
      collect(item, inSecret, found);
    });
  else if (isObject(value))
    Object.values(value).forEach((item) => {
      collect(item, inSecret, found);
    });
  else if (inSecret && (typeof value === 'string' || typeof value === 'number')) found.add(String(value));
}

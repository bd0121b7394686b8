import { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import { isObject, type Json, type JsonObject } from './json';

/**
 * Property maps as the engine sends them: plain data in which a secret is an object with a signature, and a value that
 * is not known yet is a fixed text. Both markers are part of Pulumi's published protocol.
 */
export const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';

const SIGNATURE = '4dabf18193072939515e22adb298388d';
const SECRET = '1b47061264138c4ac30d75fd1eb44270';

/** Reads a property map. Members without a value are left out, as the engine's own reader does. */
export function fromStruct(struct: Struct | undefined): JsonObject {
  return struct === undefined ? {} : withoutNulls(struct.toJavaScript());
}

export function toStruct(properties: JsonObject): Struct {
  return Struct.fromJavaScript(properties);
}

function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object)
      .filter(([, value]) => value !== null)
      .map(([key, value]) => [key, cleaned(value)]),
  );
}

function cleaned(value: Json): Json {
  if (Array.isArray(value)) return value.map(cleaned);
  return isObject(value) ? withoutNulls(value) : value;
}

export function isSecret(value: Json | undefined): value is JsonObject {
  return isObject(value) && value[SIGNATURE] === SECRET;
}

/** Marks a value as secret. What is secret already stays as it is. */
export function secret(value: Json): JsonObject {
  return isSecret(value) ? value : { [SIGNATURE]: SECRET, value };
}

/** The value without any mark of secrecy: what goes to the API server, and nowhere else. */
export function revealed(value: Json): Json {
  if (isSecret(value)) return revealed(value.value ?? null);
  if (Array.isArray(value)) return value.map(revealed);
  return isObject(value) ? revealedObject(value) : value;
}

export function revealedObject(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, revealed(value)]));
}

function some(value: Json, holds: (value: Json) => boolean): boolean {
  if (holds(value)) return true;
  if (Array.isArray(value)) return value.some((item) => some(item, holds));
  return isObject(value) && Object.values(value).some((item) => some(item, holds));
}

export function containsSecret(value: Json): boolean {
  return some(value, isSecret);
}

export function containsUnknown(value: Json): boolean {
  return some(value, (item) => item === UNKNOWN);
}

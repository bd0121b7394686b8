import { isFields } from '../../synth/manifest';
import { runtime } from '@pulumi/pulumi';

/** Stands for a value that a preview does not know. */
export const UNKNOWN = '<unknown>';

/** A secret as a test sees it. */
export interface SecretValue {
  readonly '<secret>': unknown;
}

/** A secret: what a registered input is compared with, and how a mock stack is given one in its config or stack references. */
export function secret(value: unknown): SecretValue {
  return { '<secret>': value };
}

export function isSecret(value: unknown): value is SecretValue {
  return isFields(value) && '<secret>' in value && Object.keys(value).length === 1;
}

/** What the SDK sends to an engine as plain data, with secrets and unknowns marked. */
export function marked(value: unknown): unknown {
  if (value === runtime.unknownValue) return UNKNOWN;
  if (Array.isArray(value)) return value.map(marked);
  if (!isFields(value)) return value;
  if (value[runtime.specialSigKey] === runtime.specialSecretSig) return secret(marked(value['value']));
  return markedFields(value);
}

/** The same for a map of fields. */
export function markedFields(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, inner]: [string, unknown]) => [key, marked(inner)]));
}

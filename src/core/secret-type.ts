import type { Refusal } from './refusal';
import { oneOf, type Shape } from './shape';

/**
 * What a Secret is to Kubernetes. The API server refuses one of a type that lacks its keys, and a change of the type: to change it,
 * the Secret must be deleted. Tokens of service accounts and of nodes that join are made by Kubernetes, not from a store.
 */
export type SecretType =
  | 'Opaque'
  | 'kubernetes.io/basic-auth'
  | 'kubernetes.io/dockercfg'
  | 'kubernetes.io/dockerconfigjson'
  | 'kubernetes.io/ssh-auth'
  | 'kubernetes.io/tls';

/** Keys that a type asks for: each of them, or one of them. As the API server validates Secrets. */
const NEEDED: Readonly<Record<SecretType, { readonly each?: readonly string[]; readonly oneOf?: readonly string[] }>> =
  {
    Opaque: {},
    'kubernetes.io/basic-auth': { oneOf: ['username', 'password'] },
    'kubernetes.io/dockercfg': { each: ['.dockercfg'] },
    'kubernetes.io/dockerconfigjson': { each: ['.dockerconfigjson'] },
    'kubernetes.io/ssh-auth': { each: ['ssh-privatekey'] },
    'kubernetes.io/tls': { each: ['tls.crt', 'tls.key'] },
  };

/** What a type must be before it is read. */
export const SECRET_TYPE_SHAPE: Shape = oneOf(...Object.keys(NEEDED));

/** What a type asks for and a Secret with these keys has not. */
export function secretTypeRefusals(prop: string, type: SecretType, keys: readonly string[]): Refusal[] {
  const { each = [], oneOf: some = [] } = NEEDED[type];
  const missing = each.filter((key) => !keys.includes(key));
  if (some.length > 0 && !some.some((key) => keys.includes(key))) missing.push(...some.slice(0, 1));
  if (missing.length === 0) return [];
  const names = (some.length > 0 ? some : missing).map((key) => `'${key}'`);
  return [
    {
      prop,
      value: type,
      problem: `needs the key ${names.join(some.length > 0 ? ' or ' : ' and ')}, and no secret fills it: the API server refuses the Secret`,
      allowed: 'the type of the keys that there are, or none',
      fix: `add ${missing.map((key) => `SecretRef.key('${key}', '<key in the store>')`).join(', ')}`,
    },
  ];
}

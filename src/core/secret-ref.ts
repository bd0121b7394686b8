import type { Refusal } from './refusal';

/** A secret that a workload reads from an environment variable. It names where the value is kept, never the value. */
export interface SecretReference {
  /** Environment variable of the container: `DATABASE_URL`. */
  readonly variable: string;
  /** Key of the secret in the secret store: `prod/feature-api`. */
  readonly remoteKey: string;
  /** Field inside the secret when the store keeps a JSON document there. */
  readonly property?: string;
  /** Key in the Kubernetes Secret: the variable in lower case with '-'. */
  readonly key: string;
}

/** What a secret store needs so that ExternalSecrets can refer to it. */
export interface SecretStoreReference {
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
  readonly name: string;
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Factories of secret references. */
export const SecretRef = {
  /**
   * A secret in an environment variable.
   *
   * @param variable environment variable of the container
   * @param remoteKey key of the secret in the store
   * @param property field inside the secret, when the store keeps a JSON document there
   */
  env: (variable: string, remoteKey: string, property?: string): SecretReference => ({
    variable,
    remoteKey,
    property,
    key: variable.toLowerCase().replaceAll('_', '-').replace(/^-+/, ''),
  }),
} as const;

/** What is wrong with a workload's secrets: no key, no usable variable, one variable twice. */
export function secretRefusals(prop: string, secrets: readonly SecretReference[]): Refusal[] {
  return secrets.flatMap(({ variable, remoteKey, key }, index) => {
    const at = `${prop}[${index}]`;
    const refusals: Refusal[] = [];
    if (!VARIABLE.test(variable)) {
      refusals.push({
        prop: `${at}.variable`,
        value: variable,
        problem: 'is not the name of an environment variable',
        allowed: "letters, digits and '_', not starting with a digit",
        fix: 'rename it',
      });
    }
    if (remoteKey === '') {
      refusals.push({
        prop: `${at}.remoteKey`,
        value: remoteKey,
        problem: `names no secret for ${variable}`,
        allowed: 'the key of a secret in the store',
        fix: `write SecretRef.env('${variable}', '<key in the store>')`,
      });
    }
    if (secrets.findIndex((other) => other.key === key) !== index) {
      refusals.push({
        prop: `${at}.variable`,
        value: variable,
        problem: 'is there twice',
        allowed: 'each variable once',
        fix: 'remove one of them',
      });
    }
    return refusals;
  });
}

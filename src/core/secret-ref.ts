import { explain } from './refusal';
import { TEMPLATE_VALUES, type TemplatedSecret, type TemplateValue } from './secret-template';
import { group, list, optional, shapeRefusals, text, type Shape, type Shapes } from './shape';

/** A secret that a workload reads from an environment variable. It names where values are kept, never a value. */
export type SecretReference = StoredSecret | TemplatedSecret;

/** A secret that stands in a store as it is used. */
export interface StoredSecret {
  /** Environment variable of the container: `DATABASE_URL`. */
  readonly variable: string;
  /** Key of the secret in the secret store: `prod/feature-api`. */
  readonly remoteKey: string;
  /** Field inside the secret when the store keeps a JSON document there. */
  readonly property?: string;
  /** Key in the Kubernetes Secret: the variable in lower case with '-'. */
  readonly key: string;
}

/** A key of a Secret that no environment variable reads: that of a pull secret, of a certificate. It names a place, never a value. */
export type SecretKey = Omit<StoredSecret, 'variable'> | Omit<TemplatedSecret, 'variable'>;

/** What a secret store needs so that ExternalSecrets can refer to it. */
export interface SecretStoreReference {
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
  readonly name: string;
}

/** What references to secrets must be before they are read. */
export const SECRETS_SHAPE = list(secretShape({ variable: text }));
/** The same, where a secret needs no variable. */
export const SECRETS_OR_KEYS_SHAPE = list(secretShape({ variable: optional(text) }));
/** What the reference to a secret store must be before it is read. */
export const SECRET_STORE_SHAPE = group({ kind: text, name: text });

/** Factories of secret references. */
export const SecretRef = {
  /**
   * A secret in an environment variable.
   *
   * @param variable environment variable of the container
   * @param remoteKey key of the secret in the store
   * @param property field inside the secret, when the store keeps a JSON document there
   * @throws when the variable is no text
   */
  env: (variable: string, remoteKey: string, property?: string): SecretReference => {
    const [refusal] = shapeRefusals('variable', variable, text);
    if (refusal) throw new TypeError(`SecretRef.env: ${explain(refusal)}`);
    return { variable, remoteKey, property, key: keyOf(variable) };
  },

  /**
   * A secret that is put together from several, such as a connection string. Nothing but the whole reaches the container.
   *
   * @param variable environment variable of the container
   * @param template Go template: `postgres://{{ .user }}:{{ .password | urlquery }}@db:5432/orders`
   * @param values where each value is kept, by its name in the template
   * @throws when the variable or the template is no text
   */
  template: (variable: string, template: string, values: Readonly<Record<string, TemplateValue>>): TemplatedSecret => {
    const [refusal] = [...shapeRefusals('variable', variable, text), ...shapeRefusals('template', template, text)];
    if (refusal) throw new TypeError(`SecretRef.template: ${explain(refusal)}`);
    return { variable, template, values, key: keyOf(variable) };
  },

  /**
   * A key of a Secret that no environment variable reads. A `SyncedSecret` takes it, not a workload.
   *
   * @param key key in the Kubernetes Secret: `tls.crt`
   * @param remoteKey key of the secret in the store
   * @param property field inside the secret, when the store keeps a JSON document there
   * @throws when the key is no text
   */
  key: (key: string, remoteKey: string, property?: string): SecretKey => {
    const [refusal] = shapeRefusals('key', key, text);
    if (refusal) throw new TypeError(`SecretRef.key: ${explain(refusal)}`);
    return { key, remoteKey, property };
  },

  /**
   * Such a key, put together from several secrets: the `.dockerconfigjson` of a pull secret from a user and a password.
   *
   * @param key key in the Kubernetes Secret
   * @param template Go template: `{"auths":{"ghcr.io":{"auth":"{{ printf "%s:%s" .user .password | b64enc }}"}}}`
   * @param values where each value is kept, by its name in the template
   * @throws when the key or the template is no text
   */
  keyTemplate: (key: string, template: string, values: Readonly<Record<string, TemplateValue>>): SecretKey => {
    const [refusal] = [...shapeRefusals('key', key, text), ...shapeRefusals('template', template, text)];
    if (refusal) throw new TypeError(`SecretRef.keyTemplate: ${explain(refusal)}`);
    return { key, template, values };
  },
} as const;

/** Whether a secret is put together from several. */
export function isTemplated<Secret extends SecretReference | SecretKey>(
  secret: Secret,
): secret is Extract<Secret, { readonly template: string }> {
  return 'template' in secret;
}

/** The variable that reads a secret, where one does. */
export function variableOf(secret: SecretReference | SecretKey): string | undefined {
  return 'variable' in secret ? secret.variable : undefined;
}

function keyOf(variable: string): string {
  return variable.toLowerCase().replaceAll('_', '-').replace(/^-+/, '');
}

function secretShape(variable: Shapes): Shape {
  const stored = group({ ...variable, remoteKey: text, property: optional(text), key: text });
  const templated = group({ ...variable, template: text, values: TEMPLATE_VALUES, key: text });
  return {
    ...stored,
    inside: (prop, value) =>
      (typeof value === 'object' && value !== null && 'template' in value ? templated : stored).inside?.(prop, value) ??
      [],
  };
}

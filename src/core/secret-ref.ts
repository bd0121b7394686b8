import { dnsSubdomainRefusal } from './names';
import { explain, type Refusal } from './refusal';
import {
  templateNameRefusals,
  templateRefusals,
  TEMPLATE_VALUES,
  type TemplatedSecret,
  type TemplateValue,
} from './secret-template';
import { group, list, optional, shapeRefusals, text, type Shape } from './shape';

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

/** What a secret store needs so that ExternalSecrets can refer to it. */
export interface SecretStoreReference {
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
  readonly name: string;
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What a Secret may call its values. */
const SECRET_KEY = /^[-._A-Za-z0-9]{1,253}$/;
const KINDS = ['SecretStore', 'ClusterSecretStore'];

/** What references to secrets must be before they are read. */
export const SECRETS_SHAPE = list(secretShape());
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
} as const;

/** Whether a secret is put together from several. */
export function isTemplated(secret: SecretReference): secret is TemplatedSecret {
  return 'template' in secret;
}

function keyOf(variable: string): string {
  return variable.toLowerCase().replaceAll('_', '-').replace(/^-+/, '');
}

function secretShape(): Shape {
  const stored = group({ variable: text, remoteKey: text, property: optional(text), key: text });
  const templated = group({ variable: text, template: text, values: TEMPLATE_VALUES, key: text });
  return {
    ...stored,
    inside: (prop, value) =>
      (typeof value === 'object' && value !== null && 'template' in value ? templated : stored).inside?.(prop, value) ??
      [],
  };
}

/** What is wrong with the reference to a secret store. */
export function secretStoreRefusals(prop: string, { kind, name }: SecretStoreReference): Refusal[] {
  const nameRefusal = dnsSubdomainRefusal(`${prop}.name`, name);
  const refusals = nameRefusal ? [nameRefusal] : [];
  if (!KINDS.includes(kind))
    refusals.unshift({
      prop: `${prop}.kind`,
      value: kind,
      problem: 'is no secret store',
      allowed: KINDS.join(', '),
      fix: 'write one of them',
    });
  return refusals;
}

/** What is wrong with a workload's secrets: no key, no usable variable, one variable twice. */
export function secretRefusals(prop: string, secrets: readonly SecretReference[]): Refusal[] {
  const templates = secrets.filter(isTemplated);
  const keys = secrets.filter((secret) => !isTemplated(secret)).map(({ key }) => key);
  const each = secrets.flatMap((secret, index) => {
    const { variable, key } = secret;
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
    } else if (!SECRET_KEY.test(key)) {
      refusals.push({
        prop: `${at}.key`,
        value: key,
        problem: `is no key of a Secret (for ${variable})`,
        allowed: "letters, digits, '-', '_' and '.', at most 253 characters",
        fix: 'rename the variable: its key follows from it',
      });
    }
    refusals.push(...(isTemplated(secret) ? templateRefusals(at, secret) : storedRefusals(at, secret)));
    const twin = secrets.findIndex((other) => other.key === key);
    const same = secrets[twin]?.variable === variable;
    if (twin !== index) {
      refusals.push({
        prop: `${at}.variable`,
        value: variable,
        problem: same ? 'is there twice' : `shares the key '${key}' of the Secret with ${prop}[${twin}].variable`,
        allowed: same ? 'each variable once' : "variables that differ in more than case and '_' before them",
        fix: same ? 'remove one of them' : 'rename one of them',
      });
    }
    return refusals;
  });
  return [...each, ...templateNameRefusals(prop, templates, keys)];
}

function storedRefusals(at: string, { variable, remoteKey, property }: StoredSecret): Refusal[] {
  const refusals: Refusal[] = [];
  if (remoteKey.trim() === '') {
    refusals.push({
      prop: `${at}.remoteKey`,
      value: remoteKey,
      problem: `names no secret for ${variable}`,
      allowed: 'the key of a secret in the store',
      fix: `write SecretRef.env('${variable}', '<key in the store>')`,
    });
  }
  if (property?.trim() === '') {
    refusals.push({
      prop: `${at}.property`,
      value: property,
      problem: 'names no field of the secret',
      allowed: 'the name of a field',
      fix: 'name the field, or leave it out when the secret is no JSON document',
    });
  }
  return refusals;
}

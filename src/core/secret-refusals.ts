import { dnsSubdomainRefusal } from './names';
import { allRefusals, type Refusal } from './refusal';
import { isTemplated, variableOf, type SecretKey, type SecretReference, type SecretStoreReference } from './secret-ref';
import { templateNameRefusals, templateRefusals } from './secret-template';

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What a Secret may call its values. */
const SECRET_KEY = /^(?!\.\.)(?!\.$)[-._A-Za-z0-9]{1,253}$/;
const KINDS = ['SecretStore', 'ClusterSecretStore'];

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

/** What is wrong with secrets: no key, no usable variable, one of them twice. */
export function secretRefusals(prop: string, secrets: readonly (SecretReference | SecretKey)[]): Refusal[] {
  const templates = secrets.filter(isTemplated);
  const each = secrets.map((secret, index) => {
    const at = `${prop}[${index}]`;
    const variable = variableOf(secret);
    const label = variable ?? secret.key;
    return allRefusals(
      variable === undefined ? keyRefusal(at, secret.key) : variableRefusal(at, variable, secret.key),
      isTemplated(secret) ? templateRefusals(at, label, secret) : storedRefusals(at, secret),
      twinRefusal(prop, secrets, index),
    );
  });
  if (templates.length === 0) return each.flat();
  const keys = secrets.filter((secret) => !isTemplated(secret)).map(({ key }) => key);
  return [...each.flat(), ...templateNameRefusals(prop, templates, keys)];
}

const KEYS_ALLOWED = "letters, digits, '-', '_' and '.', at most 253 characters";

function keyRefusal(at: string, key: string): Refusal | undefined {
  if (SECRET_KEY.test(key)) return undefined;
  return {
    prop: `${at}.key`,
    value: key,
    problem: 'is no key of a Secret',
    allowed: KEYS_ALLOWED,
    fix: 'write another',
  };
}

function variableRefusal(at: string, variable: string, key: string): Refusal | undefined {
  if (!VARIABLE.test(variable))
    return {
      prop: `${at}.variable`,
      value: variable,
      problem: 'is not the name of an environment variable',
      allowed: "letters, digits and '_', not starting with a digit",
      fix: 'rename it',
    };
  if (SECRET_KEY.test(key)) return undefined;
  return {
    prop: `${at}.key`,
    value: key,
    problem: `is no key of a Secret (for ${variable})`,
    allowed: KEYS_ALLOWED,
    fix: 'rename the variable: its key follows from it',
  };
}

function twinRefusal(
  prop: string,
  secrets: readonly (SecretReference | SecretKey)[],
  index: number,
): Refusal | undefined {
  const secret = secrets[index];
  const twin = secrets.findIndex((other) => other.key === secret?.key);
  const other = secrets[twin];
  if (secret === undefined || other === undefined || twin === index) return undefined;
  const [variable, otherVariable] = [variableOf(secret), variableOf(other)];
  const same = variable === otherVariable;
  const own = variable === undefined ? 'key' : 'variable';
  return {
    prop: `${prop}[${index}].${own}`,
    value: variable ?? secret.key,
    problem: same
      ? 'is there twice'
      : `shares the key '${secret.key}' of the Secret with ${prop}[${twin}].${otherVariable === undefined ? 'key' : 'variable'}`,
    allowed: same ? `each ${own} once` : "variables that differ in more than case and '_' before them",
    fix: same ? 'remove one of them' : 'rename one of them',
  };
}

function storedRefusals(
  at: string,
  secret: Exclude<SecretReference | SecretKey, { readonly template: string }>,
): Refusal[] {
  const { key, remoteKey, property } = secret;
  const variable = variableOf(secret);
  const refusals: Refusal[] = [];
  if (remoteKey.trim() === '') {
    const factory = variable === undefined ? 'key' : 'env';
    refusals.push({
      prop: `${at}.remoteKey`,
      value: remoteKey,
      problem: `names no secret for ${variable ?? key}`,
      allowed: 'the key of a secret in the store',
      fix: `write SecretRef.${factory}('${variable ?? key}', '<key in the store>')`,
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

import type { Refusal } from './refusal';
import { group, optional, text, type Shape } from './shape';

/** Where one value of a template is kept. */
export interface TemplateValue {
  /** Key of the secret in the secret store. */
  readonly remoteKey: string;
  /** Field inside the secret when the store keeps a JSON document there. */
  readonly property?: string;
}

/** A secret that is put together from several: a connection string. It holds names, never values. */
export interface TemplatedSecret {
  /** Environment variable of the container: `DATABASE_URL`. */
  readonly variable: string;
  /** Go template with the names of values: `postgres://{{ .user }}:{{ .password | urlquery }}@db:5432/orders`. */
  readonly template: string;
  /** Where each value is kept, by its name in the template. */
  readonly values: Readonly<Record<string, TemplateValue>>;
  /** Key in the Kubernetes Secret: the variable in lower case with '-'. */
  readonly key: string;
}

const NAME = /^[A-Za-z_]\w*$/;
const ACTION = /\{\{-?\s*(.*?)\s*-?\}\}/gs;
const FIELD = /(?<![\w.$])\.([A-Za-z_]\w*)/g;
/** A password between ':' and '@' that is written as it is. */
const BARE_PASSWORD = /:\/\/(?:\{\{[^{}]*\}\}|[^/@\s{}])*:\{\{-?\s*\.\w+\s*-?\}\}@/;
const VALUE = group({ remoteKey: text, property: optional(text) });

/** What the values of a template must be before they are read. */
export const TEMPLATE_VALUES: Shape = {
  ...group({}),
  allowed: 'names with { remoteKey, property }',
  inside: (prop, value) =>
    Object.entries(typeof value === 'object' && value !== null ? value : {}).flatMap(([name, one]) =>
      VALUE.fits(one)
        ? (VALUE.inside?.(`${prop}.${name}`, one) ?? [])
        : [{ prop: `${prop}.${name}`, problem: 'is no object', allowed: VALUE.allowed, fix: VALUE.fix }],
    ),
};

/** What is wrong with a template: a value that it names and nobody keeps, one that it never uses, a password in the raw. */
export function templateRefusals(
  prop: string,
  variable: string,
  { template, values }: Pick<TemplatedSecret, 'template' | 'values'>,
): Refusal[] {
  const used = new Set(
    [...template.matchAll(ACTION)].flatMap(([, action = '']) =>
      [...action.matchAll(FIELD)].map(([, name = '']) => name),
    ),
  );
  const refusals: Refusal[] = [];
  for (const name of used)
    if (!Object.hasOwn(values, name))
      refusals.push({
        prop: `${prop}.values.${name}`,
        problem: `is missing, although the template for ${variable} names it`,
        allowed: 'a place in the store for each name',
        fix: `write ${name}: { remoteKey: '...' }`,
      });
  for (const [name, { remoteKey }] of Object.entries(values)) {
    const at = `${prop}.values.${name}`;
    if (!NAME.test(name))
      refusals.push({
        prop: at,
        problem: 'is no name in a template',
        allowed: 'letters, digits and _',
        fix: 'rename it',
      });
    else if (!used.has(name))
      refusals.push({
        prop: at,
        problem: `is never used in the template for ${variable}`,
        allowed: 'the names in the template',
        fix: `write {{ .${name} }} where it belongs, or remove it`,
      });
    if (remoteKey.trim() === '')
      refusals.push({
        prop: `${at}.remoteKey`,
        problem: 'names no secret',
        allowed: 'the key of a secret in the store',
        fix: 'name it',
      });
  }
  if (BARE_PASSWORD.test(template))
    refusals.push({
      prop: `${prop}.template`,
      problem: `for ${variable} writes a password into a URL as it is, and one with '/' or '@' would break it`,
      allowed: '{{ .name | urlquery }} between : and @',
      fix: 'add | urlquery',
    });
  return refusals;
}

/** What is wrong with the values of several templates and other keys together: one name for two things. */
export function templateNameRefusals(
  prop: string,
  templates: readonly Pick<TemplatedSecret, 'values'>[],
  keys: readonly string[],
): Refusal[] {
  const places = new Map<string, string>(keys.map((key) => [key, 'a key of the Secret']));
  return templates.flatMap(({ values }) =>
    Object.entries(values).flatMap(([name, { remoteKey, property = '' }]) => {
      const place = JSON.stringify([remoteKey, property]);
      const known = places.get(name);
      places.set(name, known ?? place);
      if (known === undefined || known === place) return [];
      return [
        {
          prop: `${prop}: the value ${name}`,
          problem: 'stands for two things in one Secret',
          allowed: 'one place in the store for each name',
          fix: 'rename it in one of the templates',
        },
      ];
    }),
  );
}

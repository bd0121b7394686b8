import { SecretRef, type Scale, type SecretReference } from 'seaworthy';
import { field, type SettingsOf } from 'seaworthy/settings';

/** Setting: what each pod reserves. */
export const resourcesField = () =>
  field
    .group({
      cpu: field.cpu().describe('CPU that a pod reserves'),
      memory: field.memory().describe('Memory that a pod reserves, and may not exceed'),
    })
    .describe('CPU and memory of each pod');

const bounds = {
  min: field.integer({ min: 1 }).describe('Fewest pods'),
  max: field.integer({ min: 1 }).describe('Most pods'),
  cpu: field.percent().describe('Average CPU use to hold, of what a pod reserves'),
  memory: field
    .percent()
    .optional()
    .describe('Average memory use to hold, of what a pod reserves; left out where memory does not follow load'),
};

/** A range must have room. */
const ordered = ({ min, max }: { readonly min: number; readonly max: number }) =>
  min <= max
    ? undefined
    : {
        prop: 'min' as const,
        value: min,
        problem: `is more than max (${max})`,
        allowed: `at most ${max}`,
        fix: 'lower min or raise max',
      };

const fixed = field.group({ replicas: field.integer({ min: 1 }).describe('Number of pods') });
const SCALE = 'How many pods: a fixed number, or a range that follows load';

/** Setting: a number of pods that may follow CPU and memory. */
export const scaleField = () =>
  field.oneShape('kind', { fixed, automatic: field.group(bounds).rule(ordered) }).describe(SCALE);

/** Setting: a number of pods that may follow CPU, memory and requests. */
export const requestScaleField = () =>
  field
    .oneShape('kind', {
      fixed,
      automatic: field
        .group({
          ...bounds,
          requestsPerSecond: field.integer({ min: 1 }).describe('Average requests per second and pod to hold'),
        })
        .rule(ordered),
    })
    .describe(SCALE);

type ScaleSettings = SettingsOf<ReturnType<typeof scaleField> | ReturnType<typeof requestScaleField>>;

/** The scale that settings describe. */
export function scaleOf({ kind: _kind, ...scale }: ScaleSettings): Scale {
  return scale;
}

/** Setting: environment variables, and where the secret store keeps their values. */
export const secretsField = () =>
  field
    .record(
      field.group({
        key: field.secretKey().describe('Key of the secret in AWS Secrets Manager'),
        property: field.string().optional().describe('Field inside the secret'),
      }),
      { names: { matches: /^[A-Z][A-Z0-9_]*$/, means: 'environment variables, such as API_KEY' } },
    )
    .describe('Environment variables whose values the secret store keeps');

/** Setting: how secrets are changed while they are in use. */
export const rotationField = () =>
  field
    .group({
      every: field.duration().describe('How often values are changed at their source'),
      overlap: field.duration().describe('How long the old value stays valid beside the new one'),
    })
    .describe('How secrets are changed while they are in use');

/** The secrets that settings describe. */
export function secretsOf(secrets: SettingsOf<ReturnType<typeof secretsField>>): SecretReference[] {
  return Object.entries(secrets).map(([variable, { key, property }]) => SecretRef.env(variable, key, property));
}

/** One secret of an environment and system, with a property for each variable: `DATABASE_URL` is kept in `database-url`. */
export function storedIn(key: string, ...variables: readonly string[]) {
  return Object.fromEntries(
    variables.map((variable) => [variable, { key, property: variable.toLowerCase().replaceAll('_', '-') }]),
  );
}

/** Setting: host names under which a service is reached from outside. */
export const hostsField = () =>
  field.list(field.dnsName(), { min: 1, unique: true }).describe('Host names that it is reached at');

import { HEALTH_SHAPE, healthRefusals } from '../core/health';
import { imageProblem, PINNED_IMAGE } from '../core/image';
import { labelValueRefusal } from '../core/labels';
import { dnsLabelRefusal } from '../core/names';
import { portRefusal } from '../core/port';
import type { Refusal } from '../core/refusal';
import { resourceRefusals, RESOURCES_SHAPE } from '../core/resources';
import { isAutomatic, SCALE_SHAPE, scaleRefusals } from '../core/scale';
import { SECRET_STORE_SHAPE, SECRETS_SHAPE } from '../core/secret-ref';
import { list, number, optional, text, textByName, type Shapes } from '../core/shape';
import { SHUTDOWN_SHAPE, shutdownRefusals, type ShutdownBudget } from '../core/shutdown';
import { hasToken } from '../core/token';
import { WRITABLE_PATHS_SHAPE, writablePathRefusals } from '../core/writable-path';
import { environmentRefusals, processTextRefusal } from '../core/process-text';
import type { WebServiceProps } from './web-service-props';

/** What the props of a web service must be before they are read. */
export const WEB_SERVICE_SHAPES: Shapes = {
  image: text,
  port: number,
  resources: RESOURCES_SHAPE,
  scale: SCALE_SHAPE,
  name: optional(text),
  namespace: optional(text),
  partOf: optional(text),
  args: optional(list(text)),
  environment: optional(textByName),
  secrets: optional(SECRETS_SHAPE),
  secretStore: optional(SECRET_STORE_SHAPE),
  health: optional(HEALTH_SHAPE),
  shutdown: optional(SHUTDOWN_SHAPE),
  writablePaths: optional(WRITABLE_PATHS_SHAPE),
  servicePort: optional(number),
};

/** Everything that is wrong with the props of a web service. What its parts judge themselves is left to them. */
export function webServiceRefusals(
  { name, namespace, partOf }: { readonly name: string; readonly namespace: string; readonly partOf: string },
  props: WebServiceProps,
  shutdown: ShutdownBudget,
): Refusal[] {
  const refusals = [
    dnsLabelRefusal('name', name),
    namespace === '' ? noNamespace() : dnsLabelRefusal('namespace', namespace),
    imageRefusal(props.image),
    portRefusal('port', props.port),
    props.servicePort === undefined ? undefined : portRefusal('servicePort', props.servicePort),
    ...resourceRefusals('resources', props.resources),
    ...(isAutomatic(props.scale) ? [] : scaleRefusals('scale', props.scale)),
    ...healthRefusals('health', props.health ?? {}),
    ...shutdownRefusals('shutdown', shutdown),
    ...writablePathRefusals('writablePaths', props.writablePaths ?? []),
    ...secretsWithoutStore(props),
    ...variablesTwice(props),
    ...environmentRefusals('environment', props.environment ?? {}),
    ...(props.args ?? []).map((text, index) => processTextRefusal(`args[${index}]`, text)),
    labelValueRefusal('partOf', partOf),
  ];
  return refusals.filter((refusal) => refusal !== undefined);
}

function imageRefusal(image: string): Refusal | undefined {
  const problem = hasToken(image) ? undefined : imageProblem(image);
  return problem === undefined
    ? undefined
    : { prop: 'image', value: image, problem, allowed: PINNED_IMAGE, fix: 'name the build' };
}

function noNamespace(): Refusal {
  return {
    prop: 'namespace',
    problem: 'is missing',
    allowed: 'an explicit namespace',
    fix: "set it here or on the chart: new Chart(app, id, { namespace: '...' })",
  };
}

function secretsWithoutStore({ secrets = [], secretStore }: WebServiceProps): Refusal[] {
  if (secrets.length === 0 || secretStore) return [];
  return [
    {
      prop: 'secretStore',
      problem: `is missing, so the ${secrets.length} secret(s) come from nowhere`,
      allowed: 'a secret store',
      fix: 'pass one, such as new AwsSecretStore(...)',
    },
  ];
}

function variablesTwice({ environment = {}, secrets = [] }: WebServiceProps): Refusal[] {
  return secrets
    .filter(({ variable }) => Object.hasOwn(environment, variable))
    .map(({ variable }) => ({
      prop: `environment.${variable}`,
      problem: 'is also a secret',
      allowed: 'one source for each variable',
      fix: 'remove it from environment or from secrets',
    }));
}

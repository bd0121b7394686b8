import { healthRefusals } from '../core/health';
import { imageProblem, PINNED_IMAGE } from '../core/image';
import { dnsLabelRefusal } from '../core/names';
import { portRefusal } from '../core/port';
import type { Refusal } from '../core/refusal';
import { resourceRefusals } from '../core/resources';
import { isAutomatic, scaleRefusals } from '../core/scale';
import { shutdownRefusals, type ShutdownBudget } from '../core/shutdown';
import { hasToken } from '../core/token';
import { writablePathRefusals } from '../core/writable-path';
import type { WebServiceProps } from './web-service-props';

/** Everything that is wrong with the props of a web service. What its parts judge themselves is left to them. */
export function webServiceRefusals(
  service: { readonly name: string; readonly namespace: string },
  props: WebServiceProps,
  shutdown: ShutdownBudget,
): Refusal[] {
  const refusals = [
    dnsLabelRefusal('name', service.name),
    service.namespace === '' ? noNamespace() : dnsLabelRefusal('namespace', service.namespace),
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
    .filter(({ variable }) => variable in environment)
    .map(({ variable }) => ({
      prop: `environment.${variable}`,
      problem: 'is also a secret',
      allowed: 'one source for each variable',
      fix: 'remove it from environment or from secrets',
    }));
}

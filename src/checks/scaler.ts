import { all, sameText } from './certainty';
import { asList, asText, textAt } from './data';
import type { Data } from './data';
import { groupOf } from './rendered-object';
import type { RenderedObject } from './rendered-object';
import type { Rendering } from './rendering';
import { hasToken } from './token';

/** An object that owns the number of another object's pods. */
export interface Scaler {
  readonly object: RenderedObject;
  /** What it scales. */
  readonly target: { readonly group: string; readonly kind: string; readonly name: string | undefined };
  /** That object, or nothing when it is not rendered. */
  readonly found: RenderedObject | undefined;
  /** Fewest pods, or nothing when only a deployment knows. */
  readonly min: number | undefined;
  /** Most pods, or nothing when only a deployment knows. */
  readonly max: number | undefined;
  /** Resources whose use it holds in percent of what pods reserve. */
  readonly utilisation: readonly UtilisationMetric[];
}

/** A resource that is scaled on, of one container or of all. */
export interface UtilisationMetric {
  readonly resource: string;
  readonly container: string | undefined;
}

/** All autoscalers: HorizontalPodAutoscalers, and the ScaledObjects of KEDA, which makes one for each. */
export function scalers(rendering: Rendering): Scaler[] {
  return [
    ...rendering.ofKind('autoscaling', 'HorizontalPodAutoscaler').map((object) =>
      scaler(rendering, object, {
        min: object.spec['minReplicas'] ?? 1,
        max: object.spec['maxReplicas'],
        utilisation: asList(object.spec['metrics']).flatMap(podMetric),
      }),
    ),
    ...rendering.ofKind('keda.sh', 'ScaledObject').map((object) =>
      scaler(rendering, object, {
        min: object.spec['minReplicaCount'] ?? 0,
        max: object.spec['maxReplicaCount'] ?? 100,
        utilisation: asList(object.spec['triggers']).flatMap(kedaMetric),
      }),
    ),
  ];
}

/** Whether a scaler whose target is not found may mean an object, once tokens are known. */
export function mayScale({ object: { namespace }, target }: Scaler, object: RenderedObject): boolean {
  const answers = [
    sameText(namespace, object.namespace),
    sameText(target.group, object.group),
    sameText(target.kind, object.kind),
    target.name === undefined ? ('no' as const) : sameText(target.name, object.name),
  ];
  return all(answers) !== 'no';
}

function scaler(
  rendering: Rendering,
  object: RenderedObject,
  rest: { min: unknown; max: unknown; utilisation: readonly UtilisationMetric[] },
): Scaler {
  const apiVersion = textAt(object.spec, 'scaleTargetRef', 'apiVersion') ?? 'apps/v1';
  const group = hasToken(apiVersion) ? apiVersion : groupOf(apiVersion);
  const kind = textAt(object.spec, 'scaleTargetRef', 'kind') ?? 'Deployment';
  const name = textAt(object.spec, 'scaleTargetRef', 'name');
  return {
    object,
    target: { group, kind, name },
    found: name === undefined ? undefined : rendering.find(group, kind, object.namespace, name),
    min: typeof rest.min === 'number' ? rest.min : undefined,
    max: typeof rest.max === 'number' ? rest.max : undefined,
    utilisation: rest.utilisation.filter(({ resource, container }) => !hasToken(resource) && !hasToken(container)),
  };
}

function podMetric(metric: Data): UtilisationMetric[] {
  const field =
    asText(metric['type']) === 'Resource'
      ? 'resource'
      : asText(metric['type']) === 'ContainerResource'
        ? 'containerResource'
        : undefined;
  if (field === undefined || textAt(metric, field, 'target', 'type') !== 'Utilization') return [];
  return [{ resource: textAt(metric, field, 'name') ?? '', container: textAt(metric, field, 'container') }];
}

function kedaMetric(trigger: Data): UtilisationMetric[] {
  const resource = asText(trigger['type']);
  if ((resource !== 'cpu' && resource !== 'memory') || asText(trigger['metricType']) === 'AverageValue') return [];
  return [{ resource, container: textAt(trigger, 'metadata', 'containerName') }];
}

import { containersIn, type Container } from './container';
import { asData, asList, isData, valueAt, valueAtPath } from './data';
import type { Data } from './data';
import type { RenderedObject } from './rendered-object';
import type { KnownLabels } from './selector';
import { hasToken } from './token';

/** An object that makes pods, with the template that it makes them from. */
export interface PodOwner {
  readonly object: RenderedObject;
  /** Labels of its pods, or nothing when only a deployment knows them. */
  readonly labels: KnownLabels;
  /** `spec` of its pods. */
  readonly pod: Data;
  /** `securityContext` of its pods. */
  readonly security: Data;
  /** Selector of its pods, where its author chose it. */
  readonly selector: Data | undefined;
  readonly containers: readonly Container[];
  /** The containers that run as long as the pod does. */
  readonly longRunning: readonly Container[];
  readonly volumes: readonly Data[];
}

/** Where each kind keeps the template of its pods. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  ' Pod': [],
  ' ReplicationController': ['spec', 'template'],
  'apps Deployment': ['spec', 'template'],
  'apps StatefulSet': ['spec', 'template'],
  'apps DaemonSet': ['spec', 'template'],
  'apps ReplicaSet': ['spec', 'template'],
  'argoproj.io Rollout': ['spec', 'template'],
  'batch Job': ['spec', 'template'],
  'batch CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  'keda.sh ScaledJob': ['spec', 'jobTargetRef', 'template'],
};

/** Where objects of a kind keep the template of their pods, or nothing when they make none. */
export function podTemplateOf(type: string): readonly string[] | undefined {
  return TEMPLATES[type];
}

/** The pods that an object makes, or nothing when it makes none. */
export function podOwner(object: RenderedObject, path = podTemplateOf(object.type)): PodOwner | undefined {
  if (path === undefined) return undefined;
  const template = valueAtPath(object.manifest, path);
  // a Rollout may take its template from a Deployment
  if (!isData(template) && !hasToken(template)) return undefined;
  const known = isData(template) ? template : {};
  const pod = asData(known['spec']);
  const selector = object.spec['selector'];
  const containers = containersIn(pod);
  const labels = valueAt(known, 'metadata', 'labels');
  return {
    object,
    pod,
    security: asData(pod['securityContext']),
    labels: hasToken(template) || hasToken(labels) ? undefined : isData(labels) ? labels : {},
    selector: isData(selector) && object.group !== 'batch' && object.group !== '' ? selector : undefined,
    containers,
    longRunning: containers.every(isLongRunning) ? containers : containers.filter(isLongRunning),
    volumes: asList(pod['volumes']),
  };
}

function isLongRunning({ role }: Container): boolean {
  return role === 'main' || role === 'sidecar';
}

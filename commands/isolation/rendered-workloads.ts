import { render, type Manifest } from 'seaworthy/synth';
import { oneOfKnown } from 'seaworthy/settings';
import { compose } from '../../systems/compose';
import type { EnvironmentName } from '../../systems/environments';

/** An object that makes pods, as a cluster knows it. */
export interface RenderedWorkload {
  readonly kind: WorkloadKind;
  readonly namespace: string;
  readonly name: string;
}

/** What makes pods, and where in it the labels of new pods are. A Job makes all its pods with the labels that it began with. */
export const TEMPLATE_LABELS = {
  Deployment: ['spec', 'template', 'metadata', 'labels'],
  StatefulSet: ['spec', 'template', 'metadata', 'labels'],
  DaemonSet: ['spec', 'template', 'metadata', 'labels'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'labels'],
  ScaledJob: ['spec', 'jobTargetRef', 'template', 'metadata', 'labels'],
  Job: undefined,
} as const;

export type WorkloadKind = keyof typeof TEMPLATE_LABELS;

/** Whose workloads are wanted. */
export interface WantedWorkloads {
  readonly system: string;
  readonly environment: EnvironmentName;
  readonly now: Date;
  /**
   * Name of the only one that is wanted.
   * @default - all of the system
   */
  readonly workload?: string;
}

/** What makes pods among some objects. */
export interface Workloads {
  readonly known: readonly RenderedWorkload[];
  /** Of kinds whose templates and pods isolation does not find. */
  readonly unknown: readonly UnknownWorkload[];
}

/** An object that makes pods by itself, in a way of its own. */
export type UnknownWorkload = Readonly<Record<'kind' | 'namespace' | 'name', string>>;

/**
 * What makes pods in a system.
 *
 * @throws SettingsError when nothing in the system has the name
 */
export function renderedWorkloads({ system, environment, now, workload: name }: WantedWorkloads): Workloads {
  const workloads = workloadsOf(render(compose({ environment, systems: [system], now }), { checks: false }));
  if (name === undefined) return workloads;
  const { known, unknown } = workloads;
  const names = [...new Set([...known, ...unknown].map((workload) => workload.name))];
  const wanted = oneOfKnown('--workload', name, names);
  const isWanted = (workload: { readonly name: string }) => workload.name === wanted;
  return { known: known.filter(isWanted), unknown: unknown.filter(isWanted) };
}

/** What makes pods among rendered objects: nobody is left out because his kind is new. */
export function workloadsOf(objects: readonly Manifest[]): Workloads {
  const placed = objects.map((manifest) => {
    const { kind, metadata } = manifest;
    return { kind, namespace: metadata.namespace ?? '', name: metadata.name, makesPods: hasPods(manifest.spec) };
  });
  return {
    known: placed.flatMap(({ kind, namespace, name }) => (isWorkloadKind(kind) ? [{ kind, namespace, name }] : [])),
    unknown: placed.flatMap(({ kind, namespace, name, makesPods }) =>
      makesPods && !isWorkloadKind(kind) ? [{ kind, namespace, name }] : [],
    ),
  };
}

function isWorkloadKind(kind: string): kind is WorkloadKind {
  return Object.hasOwn(TEMPLATE_LABELS, kind);
}

/** Whether a spec holds that of a pod: containers with images, however deep. */
function hasPods(spec: unknown): boolean {
  if (typeof spec !== 'object' || spec === null) return false;
  const containers: unknown = Reflect.get(spec, 'containers');
  const isPod = Array.isArray(containers) && containers.some((one: unknown) => isContainer(one));
  return isPod || Object.values(spec).some(hasPods);
}

function isContainer(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'image' in value;
}

import { render } from 'seaworthy/synth';
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

/**
 * What makes pods in a system.
 *
 * @throws SettingsError when nothing in the system has the name
 */
export function renderedWorkloads({ system, environment, now, workload: name }: WantedWorkloads): RenderedWorkload[] {
  const workloads = render(compose({ environment, systems: [system], now }), { checks: false }).flatMap(
    ({ kind, metadata }): RenderedWorkload[] =>
      isWorkloadKind(kind) ? [{ kind, namespace: metadata.namespace ?? '', name: metadata.name }] : [],
  );
  if (name === undefined) return workloads;
  const known = [...new Set(workloads.map((workload) => workload.name))];
  const wanted = oneOfKnown('--workload', name, known);
  return workloads.filter((workload) => workload.name === wanted);
}

function isWorkloadKind(kind: string): kind is WorkloadKind {
  return Object.hasOwn(TEMPLATE_LABELS, kind);
}

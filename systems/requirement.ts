import type { EnvironmentName } from './environments';

/** A field of a rendered object, and what stands there. */
export interface RenderedField {
  readonly environment: EnvironmentName;
  /** Kind and name of the object: `Deployment/feature-api`. */
  readonly object: string;
  /**
   * Path to the field, as `kubectl get -o jsonpath` takes it: `.spec.replicas`. One with `[*]` stands for the list of all
   * that it finds. Empty: the object itself, which must not be there.
   */
  readonly path: string;
  /** Its value. Undefined: the field must not be there. */
  readonly value: unknown;
}

/** What answers to a criterion. */
export type Answer =
  /** Fields of rendered objects. */
  | { readonly by: 'manifests'; readonly fields: readonly RenderedField[] }
  /** Code of the application or its delivery; `hook` is what the infrastructure gives to it. */
  | { readonly by: 'application'; readonly hook: string; readonly fields: readonly RenderedField[] }
  /** Work that comes later, and the kinds of objects that will carry it. */
  | { readonly by: 'later'; readonly work: string; readonly kinds: readonly string[] }
  /** Nothing here, for a reason. */
  | { readonly by: 'nothing'; readonly reason: string };

/** Where a system does something else than its document says. */
export interface Deviation {
  readonly from: string;
  readonly reason: string;
}

/** One criterion of a document. */
export interface Requirement {
  /** Unique within the document. It stays when rows are added before it. */
  readonly id: string;
  readonly criterion: string;
  readonly answer: Answer;
  /** @default - none: it is met as it was written */
  readonly deviation?: Deviation;
}

/** By title of a section: what it asks for, or why it asks for nothing that infrastructure could meet. */
export type SectionRequirements<Title extends string = string> = Readonly<
  Record<Title, readonly Requirement[] | string>
>;

/** What a document asks of a system, section by section. */
export interface RequirementsDocument<Title extends string = string> {
  readonly title: string;
  /** Titles of its sections that have text of their own, in its order. */
  readonly sections: readonly Title[];
  readonly requirements: SectionRequirements<Title>;
}

/** Fields of one environment: `const prod = fieldsOf('prod')`, `prod('Deployment/api', '.spec.replicas', 3)`. */
export function fieldsOf(environment: EnvironmentName) {
  return (object: string, path: string, value: unknown): RenderedField => ({ environment, object, path, value });
}

/** An object that one environment must not have: `absentFrom('prod', 'Job/seed')`. */
export function absentFrom(environment: EnvironmentName, object: string): RenderedField {
  return { environment, object, path: '', value: undefined };
}

/** Met by fields of rendered objects. */
export function met(
  id: string,
  criterion: string,
  ...fields: readonly [RenderedField, ...RenderedField[]]
): Requirement {
  return { id, criterion, answer: { by: 'manifests', fields } };
}

/** Met by code of the application, with what the infrastructure gives to it. */
export function application(
  id: string,
  criterion: string,
  hook: string,
  ...fields: readonly RenderedField[]
): Requirement {
  return { id, criterion, answer: { by: 'application', hook, fields } };
}

/** Not met yet. */
export function later(id: string, criterion: string, { work, kinds }: LaterWork): Requirement {
  return { id, criterion, answer: { by: 'later', work, kinds } };
}

/** Not for infrastructure to meet. */
export function unmet(id: string, criterion: string, reason: string): Requirement {
  return { id, criterion, answer: { by: 'nothing', reason } };
}

/** The same requirement, with what is done otherwise than the document says. */
export function deviating(requirement: Requirement, from: string, reason: string): Requirement {
  return { ...requirement, deviation: { from, reason } };
}

/** Work that comes later. */
export interface LaterWork {
  readonly work: string;
  /** Kinds of objects that it will bring. When one is rendered, the requirement can be met. */
  readonly kinds: readonly string[];
}

/** Layers that are not built yet. */
export const LATER = {
  cloud: { work: 'cloud', kinds: [] },
  data: { work: 'data stores', kinds: ['Cluster', 'ScheduledBackup', 'StatefulSet'] },
  delivery: { work: 'delivery', kinds: ['Rollout', 'AnalysisTemplate', 'Application'] },
  monitoring: { work: 'monitoring', kinds: ['ServiceMonitor', 'PodMonitor', 'PrometheusRule'] },
  chaos: { work: 'chaos tests', kinds: ['Schedule', 'PodChaos', 'NetworkChaos'] },
  supplyChain: { work: 'supply chain', kinds: ['ClusterPolicy', 'ImageValidatingPolicy'] },
} as const satisfies Record<string, LaterWork>;

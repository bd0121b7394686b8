import { WELL_KNOWN } from './conventions';
import { labelRefusals, type Labels } from './labels';
import { dnsSubdomainRefusal } from './names';
import { allRefusals, type Refusal } from './refusal';
import { group, list, oneOf, optional, text, textByName } from './shape';

/** Processor architecture of a node, as `kubernetes.io/arch` names it. */
export type Architecture = 'amd64' | 'arm64';

/**
 * How strictly pods are spread: `soft` where there is room, `hard` so that a pod rather waits than stands beside too many
 * others, `off` not at all.
 */
export type Spreading = 'soft' | 'hard' | 'off';

/** A taint of nodes that pods put up with. */
export interface Toleration {
  /** Key of the taint: `dedicated`. */
  readonly key: string;
  /**
   * Value of the taint.
   * @default - any value
   */
  readonly value?: string;
  /**
   * What the taint does to pods that do not tolerate it.
   * @default - all that a taint can do
   */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

/** On which nodes pods run. */
export interface Placement {
  /**
   * Labels that a node must have.
   * @default - none
   */
  readonly nodeLabels?: Labels;
  /**
   * Labels that a node had better have, such as those of spot capacity. Elsewhere is better than nowhere.
   * @default - none
   */
  readonly preferredNodeLabels?: Labels;
  /**
   * Architectures that the images are built for.
   * @default - any: the images are built for all architectures of the cluster
   */
  readonly architectures?: readonly Architecture[];
  /**
   * Taints of nodes that pods put up with.
   * @default - none
   */
  readonly tolerations?: readonly Toleration[];
  /**
   * How strictly pods are spread over zones. `hard` can leave a pod pending when a zone is full or a volume is elsewhere.
   * @default 'soft'
   */
  readonly overZones?: Spreading;
  /**
   * How strictly pods are spread over nodes.
   * @default 'soft'
   */
  readonly overNodes?: Spreading;
  /**
   * Priority class of the pods: who goes first when there is no room.
   * @default - the cluster's default
   */
  readonly priorityClass?: string;
}

/** Whose pods are spread: those that a selector matches, one revision at a time where its label is known. */
export interface SpreadPods {
  readonly selector: Labels;
  readonly revisionLabel?: string;
}

const SPREADING = oneOf('soft', 'hard', 'off');

/** What a placement must be before it is read. */
export const PLACEMENT_SHAPE = group({
  nodeLabels: optional(textByName),
  preferredNodeLabels: optional(textByName),
  architectures: optional(list(oneOf('amd64', 'arm64'))),
  tolerations: optional(
    list(
      group({
        key: text,
        value: optional(text),
        effect: optional(oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute')),
      }),
    ),
  ),
  overZones: optional(SPREADING),
  overNodes: optional(SPREADING),
  priorityClass: optional(text),
});

/** The fields of a pod that place it, as plain data; what is undefined is not rendered. `spread` is left out for pods that run alone. */
export function placementFields(placement: Placement, spread?: SpreadPods) {
  const { nodeLabels, tolerations = [], priorityClass, overZones = 'soft', overNodes = 'soft' } = placement;
  const constraints: SpreadConstraint[] = [];
  if (spread && overZones !== 'off') constraints.push(spreadOver(WELL_KNOWN.zone, overZones, spread));
  if (spread && overNodes !== 'off') constraints.push(spreadOver(WELL_KNOWN.hostname, overNodes, spread));
  const affinity = nodeAffinity(placement);
  return {
    nodeSelector: nodeLabels && { ...nodeLabels },
    affinity: affinity && { nodeAffinity: affinity },
    tolerations: tolerations.length > 0 ? tolerations.map(toleration) : undefined,
    priorityClassName: priorityClass,
    topologySpreadConstraints: constraints.length > 0 ? constraints : undefined,
  };
}

/**
 * Even over zones or nodes. The hash in the keys counts the pods of one revision alone: otherwise a rollout ends skewed.
 * Where pods rather wait, nodes with taints that they do not tolerate are left out of the count: they would wait for ever.
 */
function spreadOver(topologyKey: string, spreading: 'soft' | 'hard', { selector, revisionLabel }: SpreadPods) {
  return {
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: spreading === 'hard' ? ('DoNotSchedule' as const) : ('ScheduleAnyway' as const),
    nodeTaintsPolicy: spreading === 'hard' ? ('Honor' as const) : undefined,
    labelSelector: { matchLabels: { ...selector } },
    matchLabelKeys: revisionLabel === undefined ? undefined : [revisionLabel],
  };
}

type SpreadConstraint = ReturnType<typeof spreadOver>;

function nodeAffinity({ architectures = [], preferredNodeLabels = {} }: Placement) {
  const preferred = Object.entries(preferredNodeLabels);
  if (architectures.length === 0 && preferred.length === 0) return undefined;
  return {
    ...(architectures.length > 0 && {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [isIn(WELL_KNOWN.architecture, architectures)] }],
      },
    }),
    ...(preferred.length > 0 && {
      preferredDuringSchedulingIgnoredDuringExecution: preferred.map(([key, value]) => ({
        weight: 100,
        preference: { matchExpressions: [isIn(key, [value])] },
      })),
    }),
  };
}

function isIn(key: string, values: readonly string[]) {
  return { key, operator: 'In' as const, values: [...values] };
}

function toleration({ key, value, effect }: Toleration) {
  return {
    key,
    ...(value === undefined ? { operator: 'Exists' as const } : { operator: 'Equal' as const, value }),
    ...(effect !== undefined && { effect }),
  };
}

/** What is wrong with a placement: labels that no node can have, no architecture at all, a class that is none. */
export function placementRefusals(prop: string, placement: Placement): Refusal[] {
  const { nodeLabels, preferredNodeLabels, architectures, tolerations, priorityClass } = placement;
  return allRefusals(
    nodeLabels && labelRefusals(`${prop}.nodeLabels`, nodeLabels),
    preferredNodeLabels && labelRefusals(`${prop}.preferredNodeLabels`, preferredNodeLabels),
    architectures?.length === 0 ? nowhere(`${prop}.architectures`) : undefined,
    tolerations?.flatMap(({ key, value = '' }, index) =>
      labelRefusals(`${prop}.tolerations[${index}]`, { [key]: value }),
    ),
    priorityClass === undefined ? undefined : dnsSubdomainRefusal(`${prop}.priorityClass`, priorityClass),
  );
}

function nowhere(prop: string): Refusal {
  return {
    prop,
    problem: 'is empty, so that no node fits',
    allowed: "'amd64', 'arm64' or both",
    fix: 'name what the images are built for, or leave it out',
  };
}

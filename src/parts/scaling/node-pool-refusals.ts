import { scheduleRefusal } from '../../core/cron';
import { wholeMinutesRefusal } from '../../core/karpenter-duration';
import { labelRefusals } from '../../core/labels';
import { dnsSubdomainRefusal } from '../../core/names';
import { cpuRefusal, memoryRefusal } from '../../core/quantity';
import type { Refusal } from '../../core/refusal';
import {
  cpu,
  duration,
  group,
  list,
  number,
  oneOf,
  optional,
  percent,
  size,
  text,
  textByName,
  type Shapes,
} from '../../core/shape';
import { wholeSecondsRefusal } from '../../core/whole-seconds';
import type { NodePoolProps } from './node-pool-props';

/** What the props of a node pool must be before they are read. */
export const NODE_POOL_SHAPES: Shapes = {
  name: text,
  nodeClass: group({ group: text, kind: text, name: text }),
  limits: group({ cpu, memory: size }),
  capacity: optional(list(oneOf('spot', 'on-demand'))),
  architectures: optional(list(oneOf('amd64', 'arm64'))),
  categories: optional(list(text)),
  generationAbove: optional(number),
  instanceTypes: optional(list(text)),
  zones: optional(list(text)),
  labels: optional(textByName),
  taints: optional(
    list(group({ key: text, value: optional(text), effect: oneOf('NoSchedule', 'PreferNoSchedule', 'NoExecute') })),
  ),
  weight: optional(number),
  consolidation: optional(oneOf('underutilized', 'empty')),
  consolidateAfter: optional(duration),
  expireAfter: optional(duration),
  terminationGracePeriod: optional(duration),
  disruptedAtATime: optional(percent),
  windows: optional(list(group({ start: text, lasts: duration }))),
};

/** Lists that say nothing when they are empty. */
const LISTS = ['capacity', 'architectures', 'categories', 'instanceTypes', 'zones'] as const;
/** Fewest instance types with which spot capacity is not bought from one market alone. */
const SPOT_TYPES = 5;

/** What is wrong with a node pool. */
export function nodePoolRefusals(props: NodePoolProps): Refusal[] {
  const { name, limits, labels = {}, weight, windows = [], disruptedAtATime } = props;
  const fix = 'give what all nodes together may cost';
  const refusals = [
    dnsSubdomainRefusal('name', name),
    dnsSubdomainRefusal('nodeClass.name', props.nodeClass.name),
    cpuRefusal('limits.cpu', limits.cpu, 'allows no node', fix),
    memoryRefusal('limits.memory', limits.memory, 'allows no node', fix),
    props.consolidateAfter && wholeSecondsRefusal('consolidateAfter', props.consolidateAfter),
    props.expireAfter && wholeSecondsRefusal('expireAfter', props.expireAfter),
    props.terminationGracePeriod && wholeSecondsRefusal('terminationGracePeriod', props.terminationGracePeriod),
    weight === undefined ? undefined : countRefusal('weight', weight, 1, 100),
    props.generationAbove === undefined ? undefined : countRefusal('generationAbove', props.generationAbove, 0, 99),
    disruptedAtATime === undefined ? undefined : countRefusal('disruptedAtATime', disruptedAtATime.value, 1, 100),
    ...windows.flatMap(({ start, lasts }, index) => [
      scheduleRefusal(`windows[${index}].start`, start),
      wholeMinutesRefusal(`windows[${index}].lasts`, lasts),
    ]),
  ];
  return [
    ...refusals.filter((refusal) => refusal !== undefined),
    ...LISTS.filter((prop) => props[prop]?.length === 0).map(emptyList),
    ...labelRefusals('labels', labels),
    ...restrictedLabels(Object.keys(labels)),
    ...narrowSpot(props),
  ];
}

function countRefusal(prop: string, value: number, least: number, most: number): Refusal | undefined {
  if (Number.isInteger(value) && value >= least && value <= most) return undefined;
  return { prop, value, problem: 'is out of range', allowed: `a whole number, ${least} to ${most}`, fix: 'correct it' };
}

function emptyList(prop: string): Refusal {
  return { prop, problem: 'is empty', allowed: 'one or more', fix: 'name what nodes may be, or leave it out' };
}

/** Labels that Karpenter writes itself. */
function restrictedLabels(keys: readonly string[]): Refusal[] {
  return keys
    .filter((key) => /(^|\.)karpenter(\.k8s\.aws|\.sh)\//.test(key) || key === 'kubernetes.io/hostname')
    .map((key) => ({
      prop: `labels.${key}`,
      problem: 'is a label that Karpenter writes',
      allowed: 'labels of your own',
      fix: 'use the props for what instances are',
    }));
}

function narrowSpot({ capacity = [], instanceTypes }: NodePoolProps): Refusal[] {
  const only = capacity.includes('spot') && !capacity.includes('on-demand');
  if (!only || instanceTypes === undefined || instanceTypes.length >= SPOT_TYPES) return [];
  return [
    {
      prop: 'instanceTypes',
      problem: `are ${instanceTypes.length} on spot capacity alone, which goes all at once`,
      allowed: `${SPOT_TYPES} or more, or 'on-demand' beside 'spot'`,
      fix: 'add instance types, or leave the choice to categories',
    },
  ];
}

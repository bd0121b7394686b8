import type { EngineReport } from '../engine/events';
import type { StackState } from '../engine/stack-state';
import { namespacesOf, objectsByKind, podsReady, type PodStatus } from '../engine/summary';

/** What the summary is made of. */
export interface Summarised {
  readonly report: EngineReport;
  readonly state: StackState | undefined;
  /** The answer of `kubectl get pods -o json`. */
  readonly pods: string;
}

/** What came up: warnings in full, objects by kind, pods ready. */
export function summaryLines({ report, state, pods }: Summarised): string[] {
  const counts = objectsByKind(state);
  const width = Math.max(12, ...counts.map(([kind]) => kind.length));
  const { ready, all } = podsReady(itemsOf(pods, isPod), namespacesOf(state));
  return [
    ...report.warnings.map((warning) => `  warning: ${warning}`),
    ...counts.map(([kind, count]) => `  ${kind.padEnd(width)}  ${count}`),
    `  ${'pods ready'.padEnd(width)}  ${ready} of ${all}`,
  ];
}

/** The items of `kubectl get ... -o json`; none where it had no answer. */
export function itemsOf<T extends object>(text: string, isItem: (item: object) => item is T): readonly T[] {
  const told: unknown = text === '' ? undefined : JSON.parse(text);
  if (typeof told !== 'object' || told === null || !('items' in told) || !Array.isArray(told.items)) return [];
  const items: readonly unknown[] = told.items;
  return items.filter((item): item is T => typeof item === 'object' && item !== null && isItem(item));
}

/** Whether an item is a pod. */
export function isPod(item: object): item is PodStatus {
  return 'kind' in item && item.kind === 'Pod';
}

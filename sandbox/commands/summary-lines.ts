import type { EngineReport } from '../engine/events';
import type { StackState } from '../engine/project';
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
  const { ready, all } = podsReady(podList(pods), namespacesOf(state));
  return [
    ...report.warnings.map((warning) => `  warning: ${warning}`),
    ...counts.map(([kind, count]) => `  ${kind.padEnd(width)}  ${count}`),
    `  ${'pods ready'.padEnd(width)}  ${ready} of ${all}`,
  ];
}

function podList(text: string): readonly PodStatus[] {
  const told: unknown = text === '' ? undefined : JSON.parse(text);
  return isPodList(told) ? told.items : [];
}

function isPodList(told: unknown): told is { items: readonly PodStatus[] } {
  return typeof told === 'object' && told !== null && 'items' in told && Array.isArray(told.items);
}

import type { Refusal } from './refusal';
import { perPodRefusal } from './scaling-metric';
import type { NumberToken } from './token';

/** What is wrong with what one pod carries, where KEDA counts in whole numbers. */
export function wholePerPod(prop: string, value: number | NumberToken): Refusal[] {
  const refusal = perPodRefusal(prop, value);
  if (refusal) return [refusal];
  if (typeof value !== 'number' || Number.isInteger(value)) return [];
  return [{ prop, value, problem: 'is no whole number', allowed: '1 or more', fix: 'round it' }];
}

/** What is wrong with a name that must not be empty. */
export function emptyRefusals(prop: string, value: string): Refusal[] {
  if (value.trim() !== '') return [];
  return [{ prop, problem: 'is empty', allowed: 'a name', fix: 'write the name that the workers use' }];
}

import { LABEL, MANAGED_BY } from './conventions';
import { dnsSubdomainRefusal } from './names';
import type { Refusal } from './refusal';
import { findTokens } from './token';

/** Labels of an object, or those that a selector matches. */
export type Labels = Readonly<Record<string, string>>;

/**
 * The labels by which a workload's pods are selected. A selector is immutable in the cluster, so it holds the name alone:
 * nothing that can change with a release.
 */
export function selectorLabels(name: string): Labels {
  return { [LABEL.name]: name };
}

/** The labels on every object of a workload: its selector, the system it is part of, and who manages it. */
export function workloadLabels(name: string, partOf: string): Labels {
  return { [LABEL.name]: name, [LABEL.partOf]: partOf, [LABEL.managedBy]: MANAGED_BY };
}

const LABEL_NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** What is wrong with labels: a key or a value that an API server refuses. */
export function labelRefusals(prop: string, labels: Labels): Refusal[] {
  const refusals: Refusal[] = [];
  for (const [key, value] of Object.entries(labels)) {
    const at = `${prop}.${key}`;
    if (!isLabelKey(key))
      refusals.push({
        prop: at,
        problem: 'is not the key of a label',
        allowed: "letters, digits, '-', '_' and '.', at most 63, after an optional DNS name and '/'",
        fix: 'rename it',
      });
    const refusal = labelValueRefusal(at, value);
    if (refusal) refusals.push(refusal);
  }
  return refusals;
}

/** A name, or one after a DNS name and '/'. */
function isLabelKey(key: string): boolean {
  if (LABEL_NAME.test(key)) return true;
  const [prefix = '', name = '', ...rest] = key.split('/');
  return rest.length === 0 && LABEL_NAME.test(name) && !dnsSubdomainRefusal('', prefix);
}

/** What is wrong with the value of a label, or nothing. What is known only at deployment is judged then. */
export function labelValueRefusal(prop: string, value: string): Refusal | undefined {
  if (value === '' || findTokens(value).length > 0 || LABEL_NAME.test(value)) return undefined;
  return {
    prop,
    value,
    problem: 'is not the value of a label',
    allowed: "letters, digits, '-', '_' and '.', at most 63 characters, letters or digits at both ends",
    fix: 'shorten or rename it',
  };
}

/** What is wrong with labels that select pods: what is wrong with each, or none of them, which would select all pods. */
export function selectorRefusals(prop: string, labels: Labels): Refusal[] {
  if (Object.keys(labels).length > 0) return labelRefusals(prop, labels);
  return [
    {
      prop,
      problem: 'is empty, which means every pod of the namespace',
      allowed: 'one label or more',
      fix: 'name the labels that only these pods have',
    },
  ];
}

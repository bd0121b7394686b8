import { LABEL, MANAGED_BY } from './conventions';

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
  return { ...selectorLabels(name), [LABEL.partOf]: partOf, [LABEL.managedBy]: MANAGED_BY };
}

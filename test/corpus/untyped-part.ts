import type { Chart } from 'cdk8s';

/** Fills a chart as JavaScript may: props have no types. */
export type Fill = (chart: Chart) => unknown;
type AnyConstruct = new (scope: Chart, id: string, props: unknown) => unknown;

/** A construct without the types of its props, under the id `part`. */
export const part =
  (construct: unknown, props: unknown): Fill =>
  (chart) =>
    new (construct as AnyConstruct)(chart, 'part', props);

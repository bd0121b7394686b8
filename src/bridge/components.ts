import * as pulumi from '@pulumi/pulumi';
import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { register } from './register';

/** Type of the component that a chart has. It is part of every URN below it, so it never changes. */
export const CHART_TYPE = 'cdk8s:index:Chart';

/** A chart in Pulumi's tree. It has no inputs: they would be copied into the state. */
class ChartComponent extends pulumi.ComponentResource {
  constructor(name: string, options: pulumi.ComponentResourceOptions) {
    super(CHART_TYPE, name, {}, options);
    this.registerOutputs({});
  }
}

/**
 * Components of one deployment, created when an object below them needs them. Charts alone have one: each component is one more
 * resource that the engine registers and saves its state for, and what an object belongs to is in its name, which is its
 * construct's path.
 */
export class Components {
  readonly #made = new Map<IConstruct, pulumi.Resource | undefined>();
  readonly #prefix: string;
  readonly #aliases: (chart: Chart) => pulumi.Alias[];

  constructor(
    root: IConstruct,
    parent: pulumi.Resource | undefined,
    prefix: string,
    aliases: (chart: Chart) => pulumi.Alias[],
  ) {
    this.#made.set(root, parent);
    this.#prefix = prefix;
    this.#aliases = aliases;
  }

  /** The parent of what a construct holds. */
  public of(construct: IConstruct): pulumi.Resource | undefined {
    if (this.#made.has(construct)) return this.#made.get(construct);
    const { scope } = construct.node;
    const parent = scope === undefined ? undefined : this.of(scope);
    const component = Chart.isChart(construct) ? this.#make(construct, parent) : parent;
    this.#made.set(construct, component);
    return component;
  }

  #make(chart: Chart, parent: pulumi.Resource | undefined): pulumi.Resource {
    const options = { parent, aliases: this.#aliases(chart) };
    return register(() => new ChartComponent(`${this.#prefix}${chart.node.path}`, options));
  }
}

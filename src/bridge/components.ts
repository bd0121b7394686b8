import * as pulumi from '@pulumi/pulumi';
import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { wrapsObject } from './logical-name';
import { register } from './register';

/** Types of the components that show the construct tree. They are part of every URN below them, so they never change. */
export const CHART_TYPE = 'cdk8s:index:Chart';
export const CONSTRUCT_TYPE = 'cdk8s:index:Construct';

/** A chart or construct in Pulumi's tree. It has no inputs: they would be copied into the state. */
class TreeComponent extends pulumi.ComponentResource {
  constructor(type: string, name: string, options: pulumi.ComponentResourceOptions) {
    super(type, name, {}, options);
    this.registerOutputs({});
  }
}

/** Components of one deployment, created when an object below them needs them. */
export class Components {
  readonly #made = new Map<IConstruct, pulumi.Resource | undefined>();
  readonly #prefix: string;
  readonly #aliases: (construct: IConstruct) => pulumi.Alias[];

  constructor(
    root: IConstruct,
    parent: pulumi.Resource | undefined,
    prefix: string,
    aliases: (construct: IConstruct) => pulumi.Alias[],
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
    const type = componentType(construct);
    const component = type === undefined ? parent : this.#make(type, construct, parent);
    this.#made.set(construct, component);
    return component;
  }

  #make(type: string, construct: IConstruct, parent: pulumi.Resource | undefined): pulumi.Resource {
    const options = { parent, aliases: this.#aliases(construct) };
    return register(() => new TreeComponent(type, `${this.#prefix}${construct.node.path}`, options));
  }
}

/**
 * The type of a construct's component. Charts have one, and what stands directly in a chart or the App: a tree of charts,
 * services and objects. Parts of a service have none; each would be one more resource in the state for every object or two.
 * Nor have objects and their wrappings.
 */
export function componentType(construct: IConstruct): string | undefined {
  const { scope } = construct.node;
  if (Chart.isChart(construct)) return CHART_TYPE;
  if (scope === undefined || ApiObject.isApiObject(construct) || wrapsObject(construct)) return undefined;
  return scope.node.scope === undefined || Chart.isChart(scope) ? CONSTRUCT_TYPE : undefined;
}

import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App, type IResolver, type ResolutionContext } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { numberTokenText, tokenText, type NumberToken, type TokenReference } from '../core/token';
import { nextRegistry } from './registry-number';

/** What a token stands for: an Output, or a value that another object of the App has only once it is deployed. */
export type Slot = { readonly output: pulumi.Output<unknown> } | LiveSlot;

/** A value that is picked from a deployed object. */
export interface LiveSlot {
  readonly owner: ApiObject;
  /** Picks the value from the live object's fields. */
  readonly pick: (live: unknown) => unknown;
}

const OUTPUTS = Symbol.for('seaworthy.bridge.Outputs');

/**
 * Carries Pulumi Outputs through the manifests of one App: `const outputs = new Outputs(); const app = new App({ resolvers:
 * [outputs] })`. Constructs see text (a token) where the Output will be; `deploy` puts the Output back at the same leaf,
 * secret or unknown as it is. Outputs written directly into the props of an ApiObject are taken too.
 */
export class Outputs implements IResolver {
  readonly #registry = nextRegistry();
  readonly #slots: Slot[] = [];
  // the same Output gives the same token, so that a selector still equals its labels and a name its references
  readonly #indexes = new WeakMap<object, number>();
  #app: IConstruct | undefined;

  constructor() {
    Object.defineProperty(this, OUTPUTS, { value: true });
  }

  /**
   * The Outputs of a construct's App.
   *
   * @throws {Error} when the App was created without one
   */
  public static of(scope: IConstruct): Outputs {
    const outputs = Outputs.find(scope);
    if (outputs === undefined)
      throw new Error(
        `[${scope.node.path}] is in an App without Outputs; create the App with \`new App({ resolvers: [new Outputs()] })\``,
      );
    return outputs;
  }

  /** The Outputs of a construct's App; undefined when it has none. */
  public static find(scope: IConstruct): Outputs | undefined {
    return App.of(scope).resolvers.find((resolver): resolver is Outputs => OUTPUTS in resolver);
  }

  /** A token for a text: for names, images, env values, annotations, arguments, data. It may stand inside a longer text. */
  public string(value: pulumi.Input<string>): string {
    return typeof value === 'string' ? value : tokenText(this.#token(value));
  }

  /** A token for a number: for ports, replicas and other props of type `number | NumberToken`. It cannot be calculated with. */
  public number(value: pulumi.Output<number> | Promise<number>): NumberToken;
  public number(value: pulumi.Input<number>): number | NumberToken;
  public number(value: pulumi.Input<number>): number | NumberToken {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new TypeError(
        `Outputs.number: ${value} is no number that can be written; allowed: a finite number, or an Output of one; correct it`,
      );
    return typeof value === 'number' ? value : numberTokenText(this.#token(value));
  }

  /**
   * A token for a value of any kind (a list, a map, a boolean), as one leaf of an ApiObject's props or of a JSON patch. It
   * must not stand inside a longer text.
   */
  public value(value: pulumi.Output<unknown> | Promise<unknown>): string {
    return tokenText(this.#token(value));
  }

  /**
   * A token for a text that another object of the App has only once it is deployed. The object that holds the token waits for
   * the other one. `pick` gets the live object with all its fields: `outputs.from(service, (live: { status: Status }) =>
   * live.status.loadBalancer.ingress[0].hostname)`. In a preview a value that cannot be picked yet is unknown.
   */
  public from(owner: ApiObject, pick: (live: never) => pulumi.Input<string>): string {
    return tokenText(this.#live(owner, pick));
  }

  /** As `from`, for a number. */
  public numberFrom(owner: ApiObject, pick: (live: never) => pulumi.Input<number>): NumberToken {
    return numberTokenText(this.#live(owner, pick));
  }

  /** What a token stands for; undefined for a token of another App. */
  public slot(token: TokenReference): Slot | undefined {
    return token.registry === this.#registry ? this.#slots[token.index] : undefined;
  }

  /**
   * Ties this registry to its App.
   *
   * @throws {Error} when it already belongs to another one
   */
  public bind(app: IConstruct): void {
    this.#app ??= app;
    if (this.#app !== app) throw new Error('one Outputs serves two Apps; create an Outputs of its own for each App');
  }

  /** cdk8s calls this for every value that it renders. */
  public resolve(context: ResolutionContext): void {
    const value: unknown = context.value;
    if (!pulumi.Output.isInstance(value)) return;
    this.bind(App.of(context.obj));
    context.replaceValue(this.value(value));
  }

  #token(value: pulumi.Output<unknown> | Promise<unknown>): TokenReference {
    requireOutput(value);
    const known = this.#indexes.get(value);
    if (known !== undefined) return this.#reference(known);
    const reference = this.#add({ output: pulumi.output(value) });
    this.#indexes.set(value, reference.index);
    return reference;
  }

  #live(owner: ApiObject, pick: (live: never) => unknown): TokenReference {
    if (typeof pick !== 'function' || !ApiObject.isApiObject(owner))
      throw new TypeError(
        'Outputs.from: the first argument is no ApiObject, or the second no function; allowed: an object of the App and a function of its live fields; write outputs.from(service, (live) => ...)',
      );
    // the caller says what the live object looks like: its fields are known to the cluster only
    return this.#add({ owner, pick: (live) => pick(live as never) });
  }

  #add(slot: Slot): TokenReference {
    return this.#reference(this.#slots.push(slot) - 1);
  }

  #reference(index: number): TokenReference {
    return { registry: this.#registry, index };
  }
}

/** A caller in JavaScript may hand in anything. The value is not shown: it may be a secret. */
function requireOutput(value: unknown): void {
  if (typeof value === 'object' && value !== null) return;
  throw new TypeError(
    `Outputs: ${value === null ? 'null' : `a value of type ${typeof value}`} is no Output; allowed: an Output or a promise; write a plain value without Outputs`,
  );
}

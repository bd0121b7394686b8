import { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { arrange, type AppOptions } from '../synth/arrange';
import { noTokens } from '../synth/inspection';
import type { Manifest } from '../synth/manifest';

/** Plain data that a test reaches into without saying the type of each field. */
export interface Fields {
  readonly [field: string]: Fields;
  readonly [index: number]: Fields;
}

/** A rendered object as plain data. Which fields it has depends on its kind. */
export interface RenderedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly [field: string]: unknown;
  };
  readonly spec: Fields;
  readonly data: Fields;
  readonly [field: string]: unknown;
}

/** Options of `render`. */
export type RenderOptions = AppOptions;

/**
 * The objects of a chart, a construct or a whole App as plain data, each after those that it depends on. The App around it is
 * checked and ordered as synthesis does it: what `synth` would refuse is refused here. Nothing is written.
 *
 * @throws {SynthesisError} with all problems of the App at once
 */
export function render(scope: IConstruct, options: RenderOptions = {}): RenderedObject[] {
  const { objects } = arrange(App.of(scope), { ...options, tokens: noTokens, keep: asRead });
  return objects.filter(({ object }) => object.node.scopes.includes(scope)).map(({ kept }) => kept);
}

/**
 * The one object of a kind, and of a name where there are more of that kind.
 *
 * @throws {RangeError} when there is none or more than one, with what there is
 */
export function only(objects: readonly RenderedObject[], kind: string, name?: string): RenderedObject {
  const found = objects.filter(
    (object) => object.kind === kind && (name ?? object.metadata.name) === object.metadata.name,
  );
  const [object] = found;
  if (object === undefined || found.length > 1) {
    const asked = name === undefined ? kind : `${kind}/${name}`;
    throw new RangeError(
      `expected one ${asked}, found ${found.length}; rendered are ${describeObjects(objects)}; ask for one of them, with its name where the kind is not enough`,
    );
  }
  return object;
}

/** `Kind/namespace/name`, or `Kind/name` for what belongs to no namespace. */
export function referenceOf({ kind, metadata: { name, namespace } }: RenderedObject): string {
  return namespace === undefined || namespace === '' ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}

/** Whether a reference means an object: `Kind/name` leaves the namespace open. */
export function isReferredTo(object: RenderedObject, reference: string): boolean {
  return reference === referenceOf(object) || reference === `${object.kind}/${object.metadata.name}`;
}

export function describeObjects(objects: readonly RenderedObject[]): string {
  return objects.length === 0 ? 'no objects' : objects.map(referenceOf).join(', ');
}

/** The fields beside those of every object are what their kind says; a test knows it, the compiler cannot. */
function asRead(manifest: Manifest): RenderedObject {
  return manifest as RenderedObject;
}

import * as pulumi from '@pulumi/pulumi';
import { pickLive, UNAVAILABLE } from './live-value';
import type { LiveSlot } from './outputs';

/** Inputs of an object whose values Pulumi must encrypt in its state, whatever they are made of. */
const SECRET_FIELDS = ['data', 'stringData'];

/** One Kubernetes object as a Pulumi resource: any kind, by its type token. */
export class KubernetesResource extends pulumi.CustomResource {
  readonly #fields: readonly string[];

  /** `fields`: the object's top-level fields, which may hold Outputs. */
  constructor(
    type: string,
    name: string,
    fields: Readonly<Record<string, unknown>>,
    options: pulumi.CustomResourceOptions,
  ) {
    // only declared inputs become properties of a resource; a status can then be read from it
    const inputs = { status: undefined, ...(type === 'kubernetes:core/v1:Secret' ? sealed(fields) : fields) };
    const secret = type === 'kubernetes:core/v1:Secret' ? { additionalSecretOutputs: SECRET_FIELDS } : {};
    super(type, name, inputs, pulumi.mergeOptions(secret, options));
    this.#fields = Object.keys(inputs);
  }

  /** The value that a slot picks from the deployed object; unknown in a preview that does not have it yet. */
  public picked(slot: LiveSlot, place: string): pulumi.Output<unknown> {
    const live = this.#fields.map((field): [string, unknown] => [field, Reflect.get(this, field)]);
    return pulumi.output(Object.fromEntries(live)).apply((fields) => {
      const value = pickLive(fields, slot, place, pulumi.runtime.isDryRun());
      return value === UNAVAILABLE ? pulumi.unknown : value;
    });
  }
}

function sealed(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      SECRET_FIELDS.includes(field) ? pulumi.secret(value) : value,
    ]),
  );
}

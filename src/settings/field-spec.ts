import type { Refusal } from '../core/refusal';

/** How the text of a configuration value is read: as it is, or as the JSON that stands for the field. */
export type TextForm = 'text' | 'number' | 'boolean' | 'structure';

/** What is wrong with a value; where it is and what it is are known to the one who asks. */
export type Complaint = Omit<Refusal, 'prop' | 'value'>;

/** What a structure tells about its inside. */
export interface Structure {
  /** The field under a key, or nothing when there is none. `value` is the structure's own value, as it was written. */
  readonly child: (key: PropertyKey, value: unknown) => object | undefined;
  /** The keys that it knows, or nothing when any key goes. */
  readonly names: (value: unknown) => readonly string[] | undefined;
  /** For free names: which ones may stand here. */
  readonly namesAllowed?: string;
  /** For one of several shapes: the key that tells which. */
  readonly discriminator?: string;
}

/** A rule between the settings of a group, over its values as they were read. */
export type RuleCheck = (values: never) => Refusal | readonly Refusal[] | undefined;

/** What a group is made of, so that it can be made again with more in it. */
export interface GroupParts {
  readonly shape: Readonly<Record<string, object>>;
  readonly rules: readonly RuleCheck[];
}

/** All that is known of a field, but for its parser. Kept apart from the class, so that users see its methods alone. */
export interface FieldSpec {
  /** The type as people say it: `a whole number`. */
  readonly type: string;
  /** What is accepted: `a whole number from 1 to 65535`. */
  readonly allowed: string;
  /** A value that is accepted, for the error of a missing one. */
  readonly example: unknown;
  readonly form: TextForm;
  readonly description?: string;
  /** The value is a secret: never shown, and secret in a Pulumi stack file. */
  readonly secret: boolean;
  /** The value is no secret, but what is written here by mistake may be one: never shown either. */
  readonly hidden?: true;
  readonly presence: 'required' | 'optional' | 'defaulted';
  /** The default as it would be written. */
  readonly fallback?: unknown;
  readonly structure?: Structure;
  readonly group?: GroupParts;
}

const specs = new WeakMap<object, FieldSpec>();

/** Remembers what a field is. */
export function describeField(field: object, spec: FieldSpec): void {
  specs.set(field, spec);
}

/** What a field is. */
export function specOf(field: object): FieldSpec {
  const spec = specs.get(field);
  if (spec === undefined) throw new TypeError('this is no field; make fields with the functions of `field`');
  return spec;
}

/** The parts of a group. */
export function partsOf(group: object): GroupParts {
  const parts = specOf(group).group;
  if (parts === undefined) throw new TypeError('this is no group; make groups with field.group');
  return parts;
}

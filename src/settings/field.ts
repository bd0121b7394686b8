import { equip, schemaOf } from './field-schema';
import { specOf } from './field-spec';
import { requireValid } from './valid-default';

declare const value: unique symbol;
declare const written: unique symbol;

/**
 * One setting, or a structure of settings. `Value` is what a program gets, `Written` what people write. A field never
 * changes: each method returns a new one.
 */
export class Field<Value, Written = Value> {
  /** Carries the type of the value. There is nothing here at run time. */
  declare public readonly [value]: Value;
  /** Carries the type of what is written. There is nothing here at run time. */
  declare public readonly [written]: Written;

  /** May be left out. Its value is then undefined. */
  public optional(): Field<Value | undefined, Written | undefined> {
    return equip(new Field(), { ...specOf(this), presence: 'optional' }, schemaOf(this).optional());
  }

  /**
   * May be left out, and is then as if this had been written.
   * @throws when the field would refuse the value
   */
  public default(fallback: Exclude<Written, undefined>): Field<Exclude<Value, undefined>, Written | undefined> {
    requireValid(this, fallback);
    return equip(new Field(), { ...specOf(this), presence: 'defaulted', fallback }, schemaOf(this).prefault(fallback));
  }

  /** Says what the setting is for: in the `config:` block and in documentation. */
  public describe(description: string): Field<Value, Written> {
    return equip(new Field(), { ...specOf(this), description }, schemaOf(this));
  }

  /** Its value is never shown: not in errors, and not in a Pulumi stack file. */
  public secret(): Field<Value, Written> {
    return equip(new Field(), { ...specOf(this), secret: true }, schemaOf(this));
  }
}

/** The type of the value that a field gives: `SettingsOf<typeof schema>`. */
export type SettingsOf<F> = F extends Field<infer Value, unknown> ? Value : never;

/** The type of what is written for a field: all that is required, in the form of a settings file. */
export type WrittenFor<F> = F extends Field<unknown, infer Written> ? Written : never;

/** The type of one layer: any part of what is written. `null` takes back what a lower layer wrote. */
export type LayerFor<F> = PartOf<WrittenFor<F>>;

type PartOf<Written> = Written extends readonly unknown[]
  ? Written
  : Written extends object
    ? { readonly [Key in keyof Written]?: PartOf<Written[Key]> | null }
    : Written;

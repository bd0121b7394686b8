import type { Refusal } from '../core/refusal';
import { Field } from './field';
import type { SettingsOf, WrittenFor } from './field';
import { equip } from './field-schema';
import { partsOf, specOf } from './field-spec';
import type { FieldSpec, RuleCheck } from './field-spec';
import { groupSchema } from './group-schema';

/** The settings of a group by their names. */
export type Shape = Readonly<Record<string, Field<unknown, unknown>>>;

type OptionalNames<S extends Shape, T extends Record<keyof S, unknown>> = {
  [Name in keyof S]: undefined extends T[Name] ? Name : never;
}[keyof S];
type Values<S extends Shape> = { [Name in keyof S]: SettingsOf<S[Name]> };
type Writings<S extends Shape> = { [Name in keyof S]: WrittenFor<S[Name]> };
type WithOptional<T, Optional extends keyof T> = { readonly [Name in Exclude<keyof T, Optional>]: T[Name] } & {
  readonly [Name in Optional]?: T[Name];
};
type Flat<T> = { [Name in keyof T]: T[Name] };

/** What a program gets for a group. */
export type GroupValue<S extends Shape> = Flat<WithOptional<Values<S>, OptionalNames<S, Values<S>>>>;
/** What is written for a group. */
export type GroupWritten<S extends Shape> = Flat<WithOptional<Writings<S>, OptionalNames<S, Writings<S>>>>;

/** A rule between settings of a group. Props in its refusals are paths inside the group: `scale.min`. */
export type Rule<S extends Shape> = (values: GroupValue<S>) => Refusal | readonly Refusal[] | undefined;

/** Settings that belong together. Names that it does not know are refused. */
export class Group<S extends Shape> extends Field<GroupValue<S>, GroupWritten<S>> {
  /**
   * Adds a rule between settings. It is skipped while a setting that it reads is refused itself, so that nobody is told of
   * one mistake twice.
   */
  public rule(check: Rule<S>): Group<S> {
    const { shape, rules } = partsOf(this);
    return makeGroup(specOf(this), shape, [...rules, check]);
  }

  public override describe(description: string): Group<S> {
    const { shape, rules } = partsOf(this);
    return makeGroup({ ...specOf(this), description }, shape, rules);
  }

  /** No value in it is ever shown. */
  public override secret(): Group<S> {
    const { shape, rules } = partsOf(this);
    return makeGroup({ ...specOf(this), secret: true }, shape, rules);
  }
}

/** Settings that belong together. */
export function group<const S extends Shape>(shape: S): Group<S> {
  const names = Object.keys(shape);
  const required = Object.entries(shape).filter(([, field]) => specOf(field).presence === 'required');
  const spec: FieldSpec = {
    type: 'a group',
    allowed: `a group of ${names.join(', ')}`,
    example: Object.fromEntries(required.map(([name, field]) => [name, specOf(field).example])),
    form: 'structure',
    secret: false,
    presence: 'required',
    structure: { child: (key) => (Object.hasOwn(shape, key) ? shape[String(key)] : undefined), names: () => names },
  };
  return makeGroup(spec, shape, []);
}

function makeGroup<S extends Shape>(
  spec: FieldSpec,
  shape: Readonly<Record<string, object>>,
  rules: readonly RuleCheck[],
): Group<S> {
  const parts = { shape, rules };
  return equip(new Group<S>(), { ...spec, group: parts }, groupSchema(parts));
}

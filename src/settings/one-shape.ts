import { z } from 'zod';
import { Field } from './field';
import type { SettingsOf, WrittenFor } from './field';
import { equip } from './field-schema';
import { partsOf, specOf } from './field-spec';
import type { FieldSpec } from './field-spec';
import type { Group, Shape } from './group';
import { groupSchema } from './group-schema';
import { valueAt } from './setting-path';
import { oneOf } from './text-fields';

/** The groups to choose from, by the name that chooses. */
export type Shapes = Readonly<Record<string, Group<Shape>>>;

type Tagged<Key extends string, S extends Shapes, Of extends { [Name in keyof S]: unknown }> = {
  [Name in keyof S]: { readonly [K in Key]: Name } & Of[Name];
}[keyof S];
type Values<S extends Shapes> = { [Name in keyof S]: SettingsOf<S[Name]> };
type Writings<S extends Shapes> = { [Name in keyof S]: WrittenFor<S[Name]> };

/**
 * One of several groups. The setting named by `key` says which: `oneShape('kind', { host: group(...), selector: group(...) })`
 * takes `{ kind: 'host', ... }`. A layer that names another shape than the layers below replaces theirs whole.
 */
export function oneShape<const Key extends string, S extends Shapes>(
  key: Key,
  shapes: S,
): Field<Tagged<Key, S, Values<S>>, Tagged<Key, S, Writings<S>>> {
  const [first, ...others] = Object.keys(shapes);
  if (first === undefined)
    throw new TypeError(`oneShape('${key}', {}) has no shape to choose; give at least one group`);
  const choice = oneOf([first, ...others]);
  const [option, ...options] = [first, ...others].map((name) =>
    groupSchema(optionOf(shapes, name), { [key]: z.literal(name) }),
  );
  if (option === undefined) throw new TypeError('unreachable: there is a first shape');
  const shapeOf = (value: unknown) => {
    const chosen = valueAt(value, [key]);
    return typeof chosen === 'string' && Object.hasOwn(shapes, chosen)
      ? partsOf(optionField(shapes, chosen)).shape
      : undefined;
  };
  const described: FieldSpec = {
    type: 'a group',
    allowed: `a group with ${key}: ${specOf(choice).allowed}`,
    example: { [key]: first, ...exampleOf(optionField(shapes, first)) },
    form: 'structure',
    secret: false,
    presence: 'required',
    structure: {
      discriminator: key,
      child: (name, value) => (name === key ? choice : ownOf(shapeOf(value) ?? {}, name)),
      names: (value) => [key, ...Object.keys(shapeOf(value) ?? {})],
    },
  };
  return equip(new Field(), described, z.discriminatedUnion(key, [option, ...options]));
}

/** The setting of a name; what every object inherits is none. */
function ownOf(shape: Readonly<Record<string, object>>, name: PropertyKey): object | undefined {
  return Object.hasOwn(shape, name) ? shape[String(name)] : undefined;
}

function optionField(shapes: Shapes, name: string): Group<Shape> {
  const option = shapes[name];
  if (option === undefined) throw new TypeError(`unreachable: '${name}' is one of the shapes`);
  return option;
}

function optionOf(shapes: Shapes, name: string) {
  return partsOf(optionField(shapes, name));
}

function exampleOf(option: object): object {
  const { example } = specOf(option);
  return typeof example === 'object' && example !== null ? example : {};
}

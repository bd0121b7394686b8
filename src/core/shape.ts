import type { IConstruct } from 'constructs';
import { explain, type Refusal } from './refusal';
import { isNumberToken } from './token';

/**
 * What a value must be before anything else can be asked of it. TypeScript holds callers to it; a caller in JavaScript has
 * nothing else.
 */
export interface Shape {
  /** What is accepted, in words: `a list of texts`. */
  readonly allowed: string;
  /** What to do about another value. */
  readonly fix: string;
  readonly fits: (value: unknown) => boolean;
  /** What is wrong inside of a value that fits. */
  readonly inside?: (prop: string, value: unknown) => Refusal[];
  /** Whether the value may be left out. */
  readonly optional?: true;
}

/** Props of a construct or a value, by their names. */
export type Shapes = Readonly<Record<string, Shape>>;

/** Everything in a value that has not the shape that it must have. Values themselves are told by their type alone. */
export function shapeRefusals(prop: string, value: unknown, shape: Shape): Refusal[] {
  if (value === undefined && shape.optional) return [];
  if (shape.fits(value)) return shape.inside?.(prop, value) ?? [];
  const problem = value === undefined ? 'is missing' : `is ${typeOf(value)}`;
  return [{ prop, problem, allowed: shape.allowed, fix: shape.fix }];
}

/**
 * Holds props against their shapes, before anything is built from them.
 *
 * @param where who is told of: a construct by its path. Thousands of them are right, and their paths are never asked for
 * @throws when one of them is of another type, with all that are
 */
export function requireShape(where: string | IConstruct, props: unknown, shapes: Shapes): void {
  let known = groups.get(shapes);
  if (known === undefined) groups.set(shapes, (known = group(shapes)));
  requireOne(where, props, known);
}

/** Thousands of constructs are held against the same shapes. */
const groups = new WeakMap<Shapes, Shape>();

/**
 * Holds options against their shapes as `requireShape` does, and knows no others: an option that is misspelled or gone would
 * change nothing, and nobody would be told.
 * @throws when one of them is of another type or not known, with all that are
 */
export function requireKnown(where: string, options: unknown, shapes: Shapes): void {
  requireOne(where, options, closed(shapes));
}

/** May be left out. */
export function optional(shape: Shape): Shape {
  return { ...shape, optional: true };
}

/** What was found right is not looked into again: thousands of parts are held against the same few values. */
export function once(shape: Shape): Shape {
  const right = new WeakSet();
  return {
    ...shape,
    inside: (prop, value) => {
      if (!isObject(value) || right.has(value)) return [];
      const refusals = shape.inside?.(prop, value) ?? [];
      if (refusals.length === 0) right.add(value);
      return refusals;
    },
  };
}

/** A value with props of its own. */
export function group(shapes: Shapes): Shape {
  const names = Object.keys(shapes).join(', ');
  const members = Object.entries(shapes).map(([name, shape]) => ({ name, shape, isOptional: shape.optional === true }));
  return {
    allowed: names === '' ? 'an object' : `an object with ${names}`,
    fix: 'write an object',
    fits: isObject,
    inside: (prop, value) => {
      const given = isObject(value) ? value : {};
      const refusals: Refusal[] = [];
      for (const { name, shape, isOptional } of members) {
        const one = given[name];
        // most are left out, or plain and right: for these nothing is put together
        if (one === undefined ? isOptional : shape.inside === undefined && shape.fits(one)) continue;
        const wrong = shapeRefusals(`${prop}.${name}`, one, shape);
        if (wrong.length > 0) refusals.push(...wrong);
      }
      return refusals;
    },
  };
}

/** A value that fits a shape, and has further props. */
export function extended(base: Shape, shapes: Shapes): Shape {
  const further = group(shapes);
  return {
    ...base,
    allowed: `${base.allowed}, ${Object.keys(shapes).join(', ')}`,
    inside: (prop, value) => [...(base.inside?.(prop, value) ?? []), ...(further.inside?.(prop, value) ?? [])],
  };
}

/** A value with these props and no others. */
export function closed(shapes: Shapes): Shape {
  const { inside, ...shape } = group(shapes);
  return {
    ...shape,
    inside: (prop, value) => [...(inside?.(prop, value) ?? []), ...unknownProps(prop, value, shapes)],
  };
}

/** Any number of values of one shape, in order. */
export function list(item: Shape): Shape {
  return {
    allowed: `a list, each ${item.allowed}`,
    fix: 'write a list: [...]',
    fits: Array.isArray,
    inside: (prop, value) => {
      const refusals: Refusal[] = [];
      if (Array.isArray(value))
        value.forEach((one: unknown, index) => {
          if (item.inside === undefined && item.fits(one)) return;
          const wrong = shapeRefusals(`${prop}[${index}]`, one, item);
          if (wrong.length > 0) refusals.push(...wrong);
        });
      return refusals;
    },
  };
}

/** Texts under names that are free to choose. */
export const textByName: Shape = {
  allowed: "names with texts: { NAME: 'text' }",
  fix: 'write an object of texts',
  fits: isObject,
  inside: (prop, value) => {
    const texts = isObject(value) ? value : {};
    const refusals: Refusal[] = [];
    for (const name of Object.keys(texts))
      if (typeof texts[name] !== 'string') refusals.push(...shapeRefusals(`${prop}.${name}`, texts[name], text));
    return refusals;
  },
};

export const text: Shape = {
  allowed: 'a text',
  fix: "write it as text, in quotes: '...'",
  fits: (value) => typeof value === 'string',
};

/** One of some texts. */
export function oneOf(...names: readonly string[]): Shape {
  const allowed = names.map((name) => `'${name}'`).join(', ');
  const fix = 'write one of them, in quotes';
  const known: readonly unknown[] = names;
  return {
    allowed,
    fix,
    fits: text.fits,
    inside: (prop, value) => (known.includes(value) ? [] : [{ prop, value, problem: 'is not known', allowed, fix }]),
  };
}

export const number: Shape = {
  allowed: 'a number, or a number known only at deployment (outputs.number)',
  fix: 'write a number without quotes',
  fits: (value) => typeof value === 'number' || isNumberToken(value),
};

export const textOrNumber: Shape = {
  allowed: 'a text or a number',
  fix: 'write a name in quotes, or a number without',
  fits: (value) => typeof value === 'string' || typeof value === 'number',
};

export const yesOrNo: Shape = {
  allowed: 'true or false',
  fix: 'write true or false, without quotes',
  fits: (value) => typeof value === 'boolean',
};

export const date: Shape = {
  allowed: 'a Date',
  fix: 'write new Date(...)',
  fits: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
};

export const duration: Shape = {
  allowed: 'a Duration',
  fix: 'write it with a unit, such as Duration.seconds(30)',
  fits: (value) => has(value, 'toSeconds', 'function'),
};

export const size: Shape = {
  allowed: 'a Size',
  fix: 'write it with a unit, such as Size.mebibytes(512)',
  fits: (value) => has(value, 'toKibibytes', 'function'),
};

export const cpu: Shape = {
  allowed: 'a Cpu',
  fix: 'write it with a unit, such as Cpu.millis(500)',
  fits: (value) => has(value, 'amount', 'string'),
};

export const percent: Shape = {
  allowed: 'a Percent',
  fix: 'write it as Percent.of(70)',
  fits: (value) => has(value, 'value', 'number'),
};

function requireOne(where: string | IConstruct, props: unknown, shape: Shape): void {
  const refusals = shapeRefusals('props', props, shape);
  if (refusals.length === 0) return;
  const lines = refusals.map((refusal) => explain({ ...refusal, prop: refusal.prop.replace(/^props\./, '') }));
  const place = typeof where === 'string' ? where : `[${where.node.path}]`;
  throw new TypeError(`${place}: ${lines.join('\n  ')}`);
}

function unknownProps(prop: string, value: unknown, shapes: Shapes): Refusal[] {
  const allowed = Object.keys(shapes).join(', ');
  return Object.keys(isObject(value) ? value : {})
    .filter((name) => !Object.hasOwn(shapes, name))
    .map((name) => ({
      prop: `${prop}.${name}`,
      problem: 'is not known',
      allowed,
      fix: 'correct the name, or remove it',
    }));
}

function has(value: unknown, name: string, type: string): boolean {
  return isObject(value) && typeof value[name] === type;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

import { ImplicitTokenResolver, Lazy, LazyResolver, NumberStringUnionResolver, type App } from 'cdk8s';

type Fields = Record<string, unknown>;

/** Stands for what cdk8s has to render itself. */
const OTHER = Symbol('not plain');
/** Stands for a map that is left out. */
const EMPTY = Symbol('empty');

/** Whether nothing but what every App has is asked about values. */
export function hasOnlyStockResolvers({ resolvers }: App): boolean {
  return resolvers.every(
    (resolver) =>
      resolver instanceof LazyResolver ||
      resolver instanceof ImplicitTokenResolver ||
      resolver instanceof NumberStringUnionResolver,
  );
}

/**
 * Plain data as cdk8s renders them: sorted, without fields that have no value, with what each Lazy produces. Undefined where
 * there is something else in them.
 */
export function plainFields(fields: Readonly<Fields>): Fields | undefined {
  const plain: Fields = {};
  for (const key of Object.keys(fields).sort()) {
    const value = plainValue(fields[key]);
    if (value === OTHER || key === '__proto__') return undefined;
    if (value !== undefined) plain[key] = value;
  }
  return plain;
}

/**
 * Texts and maps of texts as cdk8s renders those of metadata: sorted, without maps that are empty. Undefined where there is
 * something else in them.
 */
export function plainTexts(fields: Readonly<Fields>): Fields | undefined {
  if (!isPlainMap(fields)) return undefined;
  const plain: Fields = {};
  for (const key of Object.keys(fields).sort()) {
    const value = fields[key];
    if (value === undefined) continue;
    const texts = typeof value === 'string' ? value : textsOf(value);
    if (texts === undefined || key === '__proto__') return undefined;
    if (texts !== EMPTY) plain[key] = texts;
  }
  return plain;
}

/** A map of texts, sorted. Undefined where it is none. */
function textsOf(value: unknown): Fields | typeof EMPTY | undefined {
  if (typeof value !== 'object' || value === null || !isPlainMap(value)) return undefined;
  const keys = Object.keys(value).sort();
  const texts: Fields = {};
  for (const key of keys) {
    const text = value[key];
    if (typeof text !== 'string' || key === '__proto__') return undefined;
    texts[key] = text;
  }
  return keys.length > 0 ? texts : EMPTY;
}

function plainValue(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'undefined':
      return value;
    case 'object':
      if (value === null) return undefined;
      if (Array.isArray(value)) return plainList(value);
      if (isPlainMap(value)) return plainFields(value) ?? OTHER;
      return value instanceof Lazy ? plainValue(value.produce()) : OTHER;
    default:
      return OTHER;
  }
}

function plainList(items: readonly unknown[]): unknown {
  const plain = items.map(plainValue);
  return plain.includes(OTHER) ? OTHER : plain;
}

/** Whether cdk8s looks into a value: it takes objects of classes for something that renders itself. */
function isPlainMap(value: object): value is Fields {
  return value.constructor === Object;
}

import { check, rules, type CheckInput } from '../../src/checks';
import { token } from './objects';

type Path = readonly (string | number)[];

/** The paths of all values in data that are neither lists nor objects, below what says which object it is. */
function leaves(value: unknown, path: Path = []): Path[] {
  // what is undefined is not rendered
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null) return path[0] === 'apiVersion' || path[0] === 'kind' ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Data with another value at a path. */
function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (index === key ? replaced(item, rest, by) : item));
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, by) };
}

/** The example with one value after the other known only to a deployment. */
function* lateExamples({ objects, ...rest }: CheckInput): Generator<readonly [Path, CheckInput]> {
  for (const [index, object] of objects.entries())
    for (const path of leaves(object.manifest)) {
      const manifest = replaced(object.manifest, path, token(1)) as object;
      yield [[index, ...path], { ...rest, objects: objects.with(index, { ...object, manifest }) }];
    }
}

const told = (input: CheckInput) => check(input).map(({ rule, path, message }) => `${rule} ${path}: ${message}`);

test.each(rules().map((rule) => [rule.id, rule.good] as const))(
  'nothing is found in the good example of %s because a value is known only to a deployment',
  (_id, good) => {
    const found = [...lateExamples(good)].flatMap(([path, input]) =>
      told(input).map((line) => `${path.join('.')}: ${line}`),
    );
    expect(found).toEqual([]);
  },
);

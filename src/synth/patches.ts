import { Lazy, type ApiObject } from 'cdk8s';
import { isFields, textAt } from './manifest';
import { nestingProblem } from './nesting';
import { instanceType } from './instance-type';

/** How fast-json-patch begins what it says; the operation and the whole object come after it, values of Secrets too. */
const REFUSED = /^(?:Error: )?[A-Z_]+: (.*?)\nname: [A-Z_]+\nindex: (\d+)\n/s;

/** The JSON patches of an object, in order. */
export function patchesOf(object: ApiObject): readonly unknown[] {
  // private, but nothing else of cdk8s tells that there are patches
  const patches: unknown = object['patches'];
  return Array.isArray(patches) ? patches : [];
}

/**
 * What the values of an object's patches lose when they are applied: cdk8s copies them as JSON, which makes null of NaN, an
 * empty map of a Map, and nothing of a function.
 */
export function patchProblems(object: ApiObject): string[] {
  return patchesOf(object).flatMap((patch, index) => {
    const operation = operationOf(patch);
    const problem = nestingProblem(operation['value'], { look: asJson, judge: lostInJson });
    return problem === undefined ? [] : [`${show(index, operation)}: ${problem.replace(/^the object /, 'the value ')}`];
  });
}

/** Why a patch cannot be applied, without the object that it was meant for; undefined where something else was said. */
export function patchFailure(object: ApiObject, said: string): string | undefined {
  const [, reason, index] = REFUSED.exec(said) ?? [];
  if (reason === undefined) return undefined;
  const place = Number(index);
  return `${show(place, operationOf(patchesOf(object)[place]))} does not apply: ${reason}`;
}

function show(index: number, operation: Readonly<Record<string, unknown>>): string {
  return `JSON patch ${index} (${textAt(operation, 'op') ?? '?'} ${textAt(operation, 'path') ?? ''})`;
}

function operationOf(patch: unknown): Readonly<Record<string, unknown>> {
  const operation: unknown = isFields(patch) ? patch['operation'] : undefined;
  return isFields(operation) ? operation : {};
}

function lostInJson(value: unknown): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return `is ${value}, no number that can be written`;
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
    return `is a ${typeof value}, no plain data; leave it out or turn it into text`;
  if (value instanceof Lazy) return 'is a Lazy, which nothing produces in a patch; put it into the props of the object';
  const type = instanceType(value);
  if (type === undefined || saysItself(value)) return undefined;
  return `is a ${type}, no plain data; write its value as text, a number, a list or fields`;
}

/** What knows its own JSON is not looked into. */
function asJson(value: unknown): unknown {
  return saysItself(value) ? undefined : value;
}

function saysItself(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'toJSON' in value;
}

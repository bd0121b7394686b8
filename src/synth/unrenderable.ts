import { Lazy, type ApiObject } from 'cdk8s';
import { nestingProblem } from './nesting';

const OVERFLOW = 'Maximum call stack size exceeded';
const INSTANCE = /can't render non-simple object of type '(.*)'/;

/**
 * The field that keeps cdk8s from rendering an object, in words; undefined when what cdk8s says of it names no such field, or
 * the field is not in the object's props.
 */
export function unrenderableField(object: ApiObject, said: string): string | undefined {
  const type = INSTANCE.exec(said)?.[1];
  if (type === undefined && !said.includes(OVERFLOW)) return undefined;
  const judge = (value: unknown) =>
    type !== undefined && instanceType(value) === type
      ? `is a ${type}, no plain data; write its value as text, a number, a list or fields`
      : undefined;
  try {
    // private, but nothing else of cdk8s knows where a value stands
    return nestingProblem(object['props'], { look: asCdk8s, judge });
  } catch {
    // a lazy value that fails again: what was thrown the first time is told
    return undefined;
  }
}

/** cdk8s produces what is lazy and walks lists and plain objects. */
function asCdk8s(value: unknown): unknown {
  if (value instanceof Lazy) return value.produce();
  return instanceType(value) === undefined ? value : undefined;
}

/** The name of the class that a value is an instance of; undefined for plain data. */
function instanceType(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype ? undefined : value.constructor.name;
}

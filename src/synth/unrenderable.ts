import { Lazy, type ApiObject } from 'cdk8s';
import { instanceType } from './instance-type';
import { nestingProblem } from './nesting';

const OVERFLOW = 'Maximum call stack size exceeded';
const INSTANCE = /can't render non-simple object of type '(.*)'/;
/** What cdk8s says of data without a prototype, as Object.groupBy and some parsers make them. */
const NO_PROTOTYPE = /Cannot read properties of undefined \(reading 'name'\)/;

/**
 * The field that keeps cdk8s from rendering an object, in words; undefined when what cdk8s says of it names no such field, or
 * the field is not in the object's props.
 */
export function unrenderableField(object: ApiObject, said: string): string | undefined {
  const type = INSTANCE.exec(said)?.[1];
  const isNamed = type !== undefined || NO_PROTOTYPE.test(said);
  if (!isNamed && !said.includes(OVERFLOW)) return undefined;
  const judge = (value: unknown): string | undefined => {
    if (!isNamed) return undefined;
    const found = instanceType(value);
    if (found !== undefined && found === type)
      return `is a ${found}, no plain data; write its value as text, a number, a list or fields`;
    return found === undefined ? strangePlainData(value) : undefined;
  };
  try {
    // private, but nothing else of cdk8s knows where a value stands
    return nestingProblem(object['props'], { look: asCdk8s, judge });
  } catch {
    // a lazy value that fails again: what was thrown the first time is told
    return undefined;
  }
}

/** Plain data that cdk8s does not take for such: it asks for the name of their constructor. */
function strangePlainData(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  if (Object.hasOwn(value, 'constructor'))
    return "has the key 'constructor', which cdk8s takes for the class of its data; use another key, or add it with a JSON patch";
  return Object.getPrototypeOf(value) === null
    ? 'has no prototype, which cdk8s does not render; copy it: { ...value }'
    : undefined;
}

/** cdk8s produces what is lazy and walks lists and plain objects. */
function asCdk8s(value: unknown): unknown {
  if (value instanceof Lazy) return value.produce();
  return instanceType(value) === undefined ? value : undefined;
}

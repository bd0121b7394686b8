import { Construct, type IConstruct } from 'constructs';
import { SynthesisError } from '../synth/problem';
import { lacks } from './difference';
import { describeObjects, isReferredTo, render, type RenderedObject } from './render';

/** What a matcher tells the test framework: jest's and vitest's `expect.extend` take it. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What matchers about objects look at: what `render` returned, or a construct, which is rendered with all checks. */
export type Renderable = IConstruct | readonly RenderedObject[];

/** What `toRegister` looks at: the result of `mockStack`, or its resources. */
export type Registered = { readonly resources: readonly RegisteredResource[] } | readonly RegisteredResource[];

interface RegisteredResource {
  readonly name: string;
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The matchers as a test calls them, for the type of a framework's `expect`. */
export interface SeaworthyMatchers<Result> {
  /** An object is rendered: `Kind/name` or `Kind/namespace/name`, with at least these fields. */
  toRender(reference: string, fields?: object): Result;
  /** These objects are rendered and no others, in any order. */
  toRenderOnly(references: readonly string[]): Result;
  /** Synthesis refuses the construct's App, and one of the problems has this text. */
  toBeRefusedWith(problem: string | RegExp): Result;
  /** A resource of a logical name is registered, with at least these inputs. */
  toRegister(name: string, inputs?: object): Result;
}

/** Matchers for `expect.extend(matchers)`. */
export const matchers = {
  toRender(received: Renderable, reference: string, fields: object = {}): MatcherResult {
    const objects = objectsOf(received);
    const object = objects.find((one) => isReferredTo(one, reference));
    if (object === undefined)
      return failure(`expected ${reference} to be rendered; rendered are ${describeObjects(objects)}`);
    const problems = lacks(object, fields);
    if (problems.length > 0) return failure(`${reference} is rendered otherwise:\n${lines(problems)}`);
    return success(`expected no ${reference} with these fields, but it is rendered`);
  },

  toRenderOnly(received: Renderable, references: readonly string[]): MatcherResult {
    const objects = objectsOf(received);
    const rest = [...objects];
    const missing = references.filter((reference) => {
      const at = rest.findIndex((object) => isReferredTo(object, reference));
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    });
    if (missing.length > 0 || rest.length > 0)
      return failure(
        `expected exactly ${references.join(', ')}; ${missing.length > 0 ? `missing are ${missing.join(', ')}; ` : ''}beside them there are ${describeObjects(rest)}`,
      );
    return success('expected other objects than exactly these');
  },

  toBeRefusedWith(received: Renderable, problem: string | RegExp): MatcherResult {
    if (!Construct.isConstruct(received))
      throw new TypeError('toBeRefusedWith needs a construct, not rendered objects: what is refused renders none');
    const told = refusalOf(received);
    if (told === undefined) return failure(`expected synthesis to refuse ${String(problem)}, but it refuses nothing`);
    const found = told
      .split('\n')
      .some((line) => (typeof problem === 'string' ? line.includes(problem) : line.search(problem) >= 0));
    return found
      ? success(`expected synthesis not to refuse ${String(problem)}, but it does:\n${told}`)
      : failure(`expected synthesis to refuse ${String(problem)}, but it says:\n${told}`);
  },

  toRegister(received: Registered, name: string, inputs: object = {}): MatcherResult {
    const resources = 'resources' in received ? received.resources : received;
    const found = resources.filter((resource) => resource.name === name);
    if (found.length === 0)
      return failure(
        `expected ${name} to be registered; registered are ${resources.map((one) => one.name).join(', ') || 'none'}`,
      );
    const problems = found.map((resource) => lacks(resource.inputs, inputs));
    if (problems.some((each) => each.length === 0))
      return success(`expected no ${name} with these inputs, but it is registered`);
    return failure(`${name} is registered with other inputs:\n${lines(problems.flat())}`);
  },
};

function objectsOf(received: Renderable): readonly RenderedObject[] {
  return Construct.isConstruct(received) ? render(received) : received;
}

function refusalOf(scope: IConstruct): string | undefined {
  try {
    render(scope);
    return undefined;
  } catch (error) {
    if (error instanceof SynthesisError) return error.message;
    throw error;
  }
}

function lines(problems: readonly string[]): string {
  return problems.map((problem) => `  ${problem}`).join('\n');
}

function success(message: string): MatcherResult {
  return { pass: true, message: () => message };
}

function failure(message: string): MatcherResult {
  return { pass: false, message: () => message };
}

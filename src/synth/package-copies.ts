import { ApiObject, App, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { Problem } from './problem';

/** The classes that every construct is made of, by the names that their packages give them. */
const OURS: Readonly<Record<string, unknown>> = {
  'constructs.Construct': Construct,
  'cdk8s.ApiObject': ApiObject,
  'cdk8s.App': App,
  'cdk8s.Chart': Chart,
};

/** Under this symbol a class of constructs and of cdk8s says its name. */
const CLASS_NAME = Symbol.for('jsii.rtti');

/**
 * Constructs whose classes come from another copy of constructs or cdk8s than ours. Most of their methods work on the other
 * copy's objects, some do not (a `Lazy` of the other copy is never resolved), so that the App is refused. Each copy is
 * told once, at the first of its constructs.
 */
export function copyProblems(constructs: readonly IConstruct[]): Problem[] {
  const judged = new Set<object>();
  const told = new Set<string>();
  const problems: Problem[] = [];
  for (const construct of constructs)
    for (const ancestor of ancestors(construct, judged)) {
      const message = copyProblem(ancestor);
      if (message === undefined || told.has(message)) continue;
      told.add(message);
      problems.push({ path: construct.node.path, message });
    }
  return problems;
}

function copyProblem(ancestor: object): string | undefined {
  const name = classNameOf(ancestor);
  const own = name === undefined ? undefined : OURS[name];
  if (name === undefined || own === undefined || own === ancestor) return undefined;
  const [theirPath, ourPath] = [packageOf(name, ancestor), packageOf(name, own)];
  // a bundle has no paths, and a test framework that resets its modules loads one path twice: nothing to install better
  if (theirPath === undefined || ourPath === undefined || theirPath === ourPath) return undefined;
  const [library = ''] = name.split('.');
  return `is of the ${library} in ${theirPath}, and seaworthy uses the ${library} in ${ourPath}; install it once: 'npm ls ${library}' shows who brings which, 'npm dedupe' or one version in "overrides" joins them`;
}

/** The classes of a construct, its own first, up to one that was seen before: what is above that one was seen too. */
function ancestors(construct: IConstruct, seen: Set<object>): object[] {
  const found: object[] = [];
  for (
    let at: unknown = Object.getPrototypeOf(construct);
    isObject(at) && !seen.has(at);
    at = Object.getPrototypeOf(at)
  ) {
    seen.add(at);
    if (Object.hasOwn(at, 'constructor')) found.push(at.constructor);
  }
  return found;
}

function classNameOf(ancestor: object): string | undefined {
  const about: unknown = Object.hasOwn(ancestor, CLASS_NAME) ? Reflect.get(ancestor, CLASS_NAME) : undefined;
  return isObject(about) && 'fqn' in about && typeof about.fqn === 'string' ? about.fqn : undefined;
}

/** Folder of the package that a class was loaded from: of the loaded module that exports it. */
function packageOf(name: string, target: unknown): string | undefined {
  const [, className = ''] = name.split('.');
  const loaded = Object.entries(require.cache).find(([, module]) => {
    const offered: unknown = module?.exports;
    return isObject(offered) && Object.hasOwn(offered, className) && Reflect.get(offered, className) === target;
  });
  return loaded?.[0].replace(/[\\/]lib[\\/][^\\/]*$/, '');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

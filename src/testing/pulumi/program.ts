/** What was returned by programs that registered something: a module runs only when it is loaded for the first time. */
const ran = new WeakSet<object>();

/** What a program leaves to its stack. */
export interface ProgramResult {
  /** Its outputs. */
  readonly outputs: object;
  /** What tells it from other programs, where it is a module. */
  readonly identity: object | undefined;
}

/**
 * What a program returned, as Pulumi takes it: a function that a module is (`export = async () => ...`, or the default of an
 * ES module) is called, and what it returns are the outputs.
 */
export async function resultOf(returned: unknown): Promise<ProgramResult> {
  const exported = isWrapped(returned) ? returned.default : returned;
  const outputs: unknown = typeof exported === 'function' ? await (exported as () => unknown)() : exported;
  return {
    outputs: typeof outputs === 'object' && outputs !== null ? outputs : {},
    identity: typeof exported === 'object' && exported !== null ? exported : undefined,
  };
}

/** A module as `import()` gives it. A CommonJS module that was compiled from `export default` is taken by its names. */
function isWrapped(returned: unknown): returned is { readonly default: unknown } {
  return (
    typeof returned === 'object' &&
    returned !== null &&
    Object.hasOwn(returned, 'default') &&
    !Object.hasOwn(returned, '__esModule')
  );
}

/**
 * Refuses a program that could not run again. @param registered whether it registered anything
 *
 * @throws {Error} for a module that an earlier run loaded
 */
export function requireRun({ identity }: ProgramResult, registered: boolean): void {
  if (identity === undefined) return;
  if (registered) ran.add(identity);
  else if (ran.has(identity))
    throw new Error(
      'the program registered nothing: an earlier mockStack loaded its module, and a module runs only once; allowed: one mockStack for such a module in a test file, or a function that runs each time; export a function, and call it: () => import("./program").then(({ program }) => program())',
    );
}

/** One thing that keeps an App from being rendered, and the construct that it concerns. */
export interface Problem {
  /** Path of the construct in its App; the empty text for the App itself. */
  readonly path: string;
  readonly message: string;
}

/** Everything that keeps an App from being rendered, all at once. Nothing has been written or registered. */
export class SynthesisError extends Error {
  // not an own field: Node.js would print all of them again below the message of an error that nobody catches
  readonly #problems: readonly Problem[];

  constructor(problems: readonly Problem[], options: { readonly cause?: unknown } = {}) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    const lines = problems.map(({ path, message }) => `  [${path}] ${message}`);
    super([`the App cannot be rendered, ${count}:`, ...lines].join('\n'), options.cause === undefined ? {} : options);
    this.name = 'SynthesisError';
    this.#problems = problems;
  }

  /** All of them, in the order of the message. */
  public get problems(): readonly Problem[] {
    return this.#problems;
  }
}

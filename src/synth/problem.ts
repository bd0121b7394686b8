/** One thing that keeps an App from being rendered, and the construct that it concerns. */
export interface Problem {
  /** Path of the construct in its App; the empty text for the App itself. */
  readonly path: string;
  readonly message: string;
}

/** Everything that keeps an App from being rendered, all at once. Nothing has been written or registered. */
export class SynthesisError extends Error {
  public readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: { readonly cause?: unknown }) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    const lines = problems.map(({ path, message }) => `  [${path}] ${message}`);
    super([`the App cannot be rendered, ${count}:`, ...lines].join('\n'), options);
    this.name = 'SynthesisError';
    this.problems = problems;
  }
}

/** What went wrong, in words for the person who runs the sandbox. Its message ends with what to do, so no stack trace is shown. */
export class Failure extends Error {
  public override readonly name = 'Failure';

  /**
   * @param problem what went wrong, with the place and the value
   * @param fix what to do about it
   */
  constructor(problem: string, fix: string, options?: ErrorOptions) {
    super(`${problem}\n${fix}`, options);
  }
}

/** The words of anything that was thrown. */
export function reason(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The system's code of a failed call (`ENOENT`, `EADDRINUSE` ...), where it has one. */
export function errorCode(thrown: unknown): string | undefined {
  // not instanceof: inside jest the system's errors come from another realm
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

/** Everything that is wrong with settings, told at once. */
export class SettingsError extends Error {
  public override readonly name = 'SettingsError';

  public constructor(
    /** One line for each problem: path, value, what is allowed, how to mend it. */
    public readonly problems: readonly string[],
  ) {
    super(
      `${problems.length === 1 ? '1 problem' : `${problems.length} problems`} in the settings:\n${problems.map((line) => `  ${line}`).join('\n')}`,
    );
  }
}

/**
 * Runs several readings and tells what is wrong in all of them at once: those of every system of a deployment.
 * @throws SettingsError with the problems of all
 */
export function readTogether<Readings extends Readonly<Record<string, () => unknown>>>(
  readings: Readings,
): { [Name in keyof Readings]: ReturnType<Readings[Name]> } {
  const problems: string[] = [];
  const results: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(readings)) {
    try {
      results[name] = read();
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new SettingsError(problems);
  // every reading gave its result under its own name, or this line is not reached
  return results as { [Name in keyof Readings]: ReturnType<Readings[Name]> };
}

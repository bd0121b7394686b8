/** What a stack of the repository's project deploys. */
export interface StackTarget {
  readonly environment: string;
  /**
   * The one system that is deployed.
   * @default - all systems of the environment
   */
  readonly system?: string | undefined;
}

/** Name of its stack: `prod` for all systems, `prod-mimir` for one. */
export function stackName({ environment, system }: StackTarget): string {
  return system === undefined ? environment : `${environment}-${system}`;
}

/** What a stack deploys, by its name. */
export function targetOf(environment: string, stack: string): StackTarget {
  const prefix = `${environment}-`;
  return stack.startsWith(prefix) ? { environment, system: stack.slice(prefix.length) } : { environment };
}

/** It in words: `prod`, `mimir of prod`. */
export function targetWords({ environment, system }: StackTarget): string {
  return system === undefined ? environment : `${system} of ${environment}`;
}

/** The variables that name it to make: `ENV=prod SYSTEM=mimir`. */
export function makeVariables({ environment, system }: StackTarget): string {
  return `ENV=${environment}${system === undefined ? '' : ` SYSTEM=${system}`}`;
}

/** What a check found. A note is worth knowing and no fault. */
export interface Finding {
  readonly verdict: 'good' | 'note' | 'bad';
  /** What was looked at. */
  readonly check: string;
  readonly told: string;
  /** What to do; only a bad finding has one. */
  readonly fix?: string;
}

/** All is well. */
export function good(check: string, told: string): Finding {
  return { verdict: 'good', check, told };
}

/** Worth knowing. */
export function note(check: string, told: string): Finding {
  return { verdict: 'note', check, told };
}

/** Something does not work, and what to do about it. */
export function bad(check: string, told: string, fix: string): Finding {
  return { verdict: 'bad', check, told, fix };
}

/** A line for a finding; a bad one has its fix on the next line. */
export function lineOf({ verdict, check, told, fix }: Finding): string {
  const marks = { good: 'ok  ', note: 'note', bad: 'BAD ' } as const;
  return `${marks[verdict]}  ${check.padEnd(22)}  ${told}${fix === undefined ? '' : `\n${' '.repeat(30)}fix: ${fix}`}`;
}

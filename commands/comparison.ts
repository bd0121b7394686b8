import type { ObjectChange } from 'seaworthy/synth';

/** What changed in one environment. */
export interface EnvironmentChanges {
  readonly environment: string;
  readonly changes: readonly ObjectChange[];
  /** What is worth a word before the changes. */
  readonly note?: string;
}

/** The changes of an environment, counted in words: `1 added, 2 changed; 1 restarts pods`. */
export function summary(changes: readonly ObjectChange[]): string {
  if (changes.length === 0) return 'no difference';
  const count = (test: (change: ObjectChange) => boolean, what: string): string[] => {
    const found = changes.filter(test).length;
    return found === 0 ? [] : [`${found} ${what}`];
  };
  const kinds = [
    ...count(({ kind }) => kind === 'added', 'added'),
    ...count(({ kind }) => kind === 'changed', 'changed'),
    ...count(({ kind }) => kind === 'removed', 'removed'),
  ];
  const marks = [
    ...count(({ loses }) => loses !== undefined, 'DELETES DATA'),
    ...count(({ replaces }) => replaces !== undefined, 'replaced'),
    ...count(({ restartsPods }) => restartsPods, 'restarting pods'),
  ];
  return [kinds.join(', '), ...(marks.length > 0 ? [marks.join(', ')] : [])].join('; ');
}

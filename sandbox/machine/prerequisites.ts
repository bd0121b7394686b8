import { Failure } from '../failure';
import { findOnPath } from './search-path';

/** Why a program is needed that the sandbox does not build itself, and where it comes from. */
const NEEDED: Readonly<Record<string, { readonly why: string; readonly get: string }>> = {
  go: {
    why: 'builds the control plane and the Pulumi CLI (Go 1.26 or newer)',
    get: 'https://go.dev/doc/install',
  },
  git: { why: 'is called by the Go toolchain', get: 'https://git-scm.com/downloads' },
  openssl: { why: "makes the control plane's certificates", get: 'https://openssl-library.org/source' },
};

/** What to do when a program is missing. */
export function howToGet(program: string): string {
  const needed = NEEDED[program];
  return needed === undefined
    ? `Install '${program}' or add its folder to PATH, then run again.`
    : `${program} ${needed.why}: install it (${needed.get}) or add its folder to PATH, then run again.`;
}

/**
 * Looks for all given programs, so that all that are missing are told at once.
 *
 * @throws Failure naming each that is missing, and how to get it
 */
export function requirePrograms(programs: readonly string[], path = process.env.PATH): void {
  const missing = programs.filter((program) => findOnPath(program, path) === undefined);
  if (missing.length === 0) return;
  throw new Failure(`Not installed, or not on PATH: ${missing.join(', ')}.`, missing.map(howToGet).join('\n'));
}

import { SCARCE } from '../machine/free-space';
import { howToGet } from '../machine/prerequisites';
import { bad, good, note, type Finding } from './finding';

/** The oldest Node.js that everything here runs on. */
const OLDEST_NODE = 20;

/** Node.js, by its version without a `v`. */
export function nodeVersion(version: string): Finding {
  const fits = Number(version.split('.')[0]) >= OLDEST_NODE;
  return fits
    ? good('Node.js', version)
    : bad('Node.js', `${version}; ${OLDEST_NODE} or newer is needed`, 'Install it: https://nodejs.org/en/download');
}

/**
 * A program that the sandbox calls.
 *
 * @param needed whether it is needed now; where everything is built already, Go and git are not
 */
export function program(name: string, path: string | undefined, needed: boolean): Finding {
  if (path !== undefined) return good(name, path);
  return needed
    ? bad(name, 'not installed, or not on PATH', howToGet(name))
    : note(name, 'not on PATH; not needed now: all tools are built');
}

/**
 * Go, by the answer of `go env GOVERSION`.
 *
 * @param oldest the version that the pins of the tools demand, as in go.mod
 */
export function goVersion(answer: string, oldest: string, needed: boolean): Finding {
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(answer) ?? [];
  const [oldestMajor = 0, oldestMinor = 0] = oldest.split('.').map(Number);
  const newer = Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor);
  // a development build has no number
  if (newer || answer.startsWith('devel')) return good('Go version', answer);
  const told = `${answer || 'unknown'}; the tools are built with ${oldest} or newer`;
  return needed ? bad('Go version', told, 'Install a newer Go: https://go.dev/doc/install') : note('Go version', told);
}

/** Free space where a folder lies. */
export function diskSpace(what: string, folder: string, mebibytes: number): Finding {
  return mebibytes < SCARCE
    ? bad(`disk, ${what}`, `${folder} has ${mebibytes} MiB left`, `Free some space: at least ${SCARCE} MiB are needed.`)
    : good(`disk, ${what}`, `${mebibytes} MiB free`);
}

/**
 * The cache of built tools.
 *
 * @param problem why nothing can be written there, where that is so
 */
export function cacheFolder(folder: string, problem: string | undefined): Finding {
  return problem === undefined
    ? good('cache', folder)
    : bad(
        'cache',
        `${folder} cannot be written: ${problem}`,
        'Make it writable, or give another: XDG_CACHE_HOME=<folder>.',
      );
}

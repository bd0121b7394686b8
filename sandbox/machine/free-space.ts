import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Less than this is as good as nothing: etcd alone asks for 64 MiB at once. */
export const SCARCE = 100;

/** Free space where a folder lies, or will lie, in MiB. */
export function freeMebibytes(folder: string): number {
  if (!existsSync(folder)) return freeMebibytes(dirname(folder));
  const { bavail, bsize } = statfsSync(folder);
  return Math.floor((bavail * bsize) / 1024 ** 2);
}

/**
 * What to add to a failure when a disk is full: programs say that in many ways, and some not at all.
 *
 * @param free MiB left for each folder
 */
export function fullDiskNote(failure: string, free: ReadonlyMap<string, number>): string | undefined {
  const complains = /ENOSPC|EDQUOT|no space left on device|disk quota exceeded/i.test(failure);
  const scarce = [...free].filter(([, mebibytes]) => mebibytes < SCARCE);
  if (!complains && scarce.length === 0) return undefined;
  const told = scarce.map(([folder, left]) => `${folder} has ${left} MiB left`).join(', ');
  const problem = complains ? 'A disk is full, or its quota is used up' : 'A disk is nearly full';
  const fix = 'Free some space, then run the same command again: it goes on from what is there.';
  return `${problem}${told === '' ? '' : `: ${told}`}.\n${fix}`;
}

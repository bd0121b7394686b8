import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** An engine's hold on a stack. */
export interface EngineLock {
  readonly pid: number;
  /** When it was taken, in ISO 8601. */
  readonly since: string;
}

/**
 * Locks that engines hold, or left, on a stack. A lock that was never written to its end (the disk was full, the engine
 * was killed) says of nobody that it works here: the engine writes its lock before anything else. It is removed, since
 * the engine itself stumbles over it.
 */
export function engineLocks(folder: string): readonly EngineLock[] {
  return entries(folder).flatMap((name) => {
    const file = join(folder, name);
    const lock = name.endsWith('.json') ? parseLock(readFileSync(file, 'utf8')) : undefined;
    if (lock === undefined) rmSync(file, { force: true });
    return lock ?? [];
  });
}

/** Reads a lock as the engine writes it; nothing when the text is not a whole one. */
export function parseLock(text: string): EngineLock | undefined {
  try {
    const told: unknown = JSON.parse(text);
    return isLock(told) ? { pid: told.pid, since: told.timestamp } : undefined;
  } catch {
    return undefined;
  }
}

function isLock(told: unknown): told is { pid: number; timestamp: string } {
  return (
    typeof told === 'object' &&
    told !== null &&
    'pid' in told &&
    typeof told.pid === 'number' &&
    'timestamp' in told &&
    typeof told.timestamp === 'string'
  );
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

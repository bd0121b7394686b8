import { request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../failure';
import { isAlive } from '../machine/process-identity';
import { lastWords, type ProcessRecord } from './process-table';

/** A machine that is this slow is stuck, in milliseconds. Nothing waits that long when all is well. */
const LIMIT = 180_000;

/** Something that is waited for, and the processes that it depends on. */
export interface Expectation {
  /** As the rest of a sentence: `the API server to be ready`. */
  readonly what: string;
  readonly holds: () => Promise<boolean>;
  readonly processes: () => readonly ProcessRecord[];
  /**
   * Ends the waiting.
   * @default - waits until it holds
   */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Waits until something holds.
 *
 * @throws Failure at once when a process dies meanwhile, with the end of its log; and when it never holds
 */
export async function until(expectation: Expectation): Promise<void> {
  // not the time of day, which may be set while we wait
  const start = performance.now();
  while (performance.now() - start < LIMIT) {
    const dead = expectation.processes().find((record) => !isAlive(record));
    if (dead !== undefined) {
      throw new Failure(
        `${dead.name} ended while waiting for ${expectation.what}. Its last words:\n${lastWords(dead)}`,
        `The whole log is ${dead.log}`,
      );
    }
    if (await expectation.holds()) return;
    await sleep(100);
    expectation.signal?.throwIfAborted();
  }
  throw new Failure(
    `Waited ${LIMIT / 1000} s for ${expectation.what}, in vain.`,
    `Look at the logs: ${expectation
      .processes()
      .map((record) => record.log)
      .join(', ')}`,
  );
}

/** Whether an address answers 200. Certificates are not checked: it is this machine, and nothing secret is sent. */
export function isHealthy(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const onResponse = (response: { statusCode?: number | undefined; resume: () => unknown }): void => {
      response.resume();
      resolve(response.statusCode === 200);
    };
    const options = { timeout: 2_000 };
    const asked = url.startsWith('https:')
      ? secure(url, { ...options, rejectUnauthorized: false, agent: false }, onResponse)
      : plain(url, { ...options, agent: false }, onResponse);
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => {
      resolve(false);
    });
    asked.end();
  });
}

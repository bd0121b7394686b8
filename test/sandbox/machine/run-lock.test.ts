import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identify } from '../../../sandbox/machine/process-identity';
import { RunLock } from '../../../sandbox/machine/run-lock';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-lock-'));
  file = join(folder, 'dev.lock');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a lock that was given back can be taken again, and leaves nothing', () => {
  RunLock.take(file, 'dev', 'make up').release();
  RunLock.take(file, 'dev', 'make up').release();
  expect(readdirSync(folder)).toEqual([]);
});

test('rejects a second taker with the process that holds it', () => {
  const lock = RunLock.take(file, 'dev', 'make up');
  expect(() => RunLock.take(file, 'dev', 'make down')).toThrow(
    new RegExp(`'make up' of dev already runs: process ${process.pid}, since \\d{4}-`),
  );
  lock.release();
});

test('a lock of a process that is gone does not count', () => {
  const gone = { pid: process.pid, started: 'another boot:1', command: 'make up', since: '2026-01-01T00:00:00Z' };
  writeFileSync(file, JSON.stringify(gone));
  const lock = RunLock.take(file, 'dev', 'make up');
  expect(readdirSync(folder)).toEqual(['dev.lock']);
  lock.release();
});

test('a damaged lock does not count', () => {
  writeFileSync(file, '{"pid":');
  RunLock.take(file, 'dev', 'make up').release();
});

test('the lock of another process is not given back by mistake', () => {
  const lock = RunLock.take(file, 'dev', 'make up');
  const other = { ...identify(process.ppid), command: 'make up', since: 'now' };
  writeFileSync(file, JSON.stringify(other));
  lock.release();
  expect(readdirSync(folder)).toEqual(['dev.lock']);
});

describe('under a clock that was ahead when a lock was taken', () => {
  const since = '2999-01-01T00:00:00.000Z';

  test('a lock whose process is gone does not count', () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'another boot:1', command: 'make up', since }));
    RunLock.take(file, 'dev', 'make up').release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('rejects to pass a lock whose process runs', () => {
    writeFileSync(file, JSON.stringify({ ...identify(process.ppid), command: 'make up', since }));
    expect(() => RunLock.take(file, 'dev', 'make up')).toThrow(`process ${process.ppid}, since ${since}`);
  });
});

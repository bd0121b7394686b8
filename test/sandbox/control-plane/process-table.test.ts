import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Component } from '../../../sandbox/control-plane/components';
import { lastWords, ProcessTable } from '../../../sandbox/control-plane/process-table';
import { until } from '../../../sandbox/control-plane/readiness';
import { identify, isAlive } from '../../../sandbox/machine/process-identity';

let folder: string;
let table: ProcessTable;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-processes-'));
  table = new ProcessTable(folder);
});

afterEach(async () => {
  await table.stop();
  rmSync(folder, { recursive: true });
});

/** A process that writes down when it ends. */
function component(name: string, script = 'setInterval(() => {}, 1000)'): Component {
  const ending = `process.on('SIGTERM', () => { require('fs').appendFileSync('order', '${name} '); process.exit(0); });`;
  return { name, program: process.execPath, args: ['-e', `${ending} console.log('ready'); ${script}`], health: '' };
}

/** Starts a process and waits until it handles signals. */
async function start(wanted: Component): Promise<number> {
  const record = table.start(wanted);
  await until({
    what: wanted.name,
    holds: () => Promise.resolve(readFileSync(record.log, 'utf8').includes('ready')),
    processes: () => [record],
  });
  return record.pid;
}

test('what was started is known to the next run, and stops in the reverse order', async () => {
  const wanted = [component('first'), component('second')];
  for (const one of wanted) await start(one);
  const next = new ProcessTable(folder);
  expect(next.runs(wanted)).toBe(true);
  await next.stop();
  expect(readFileSync(join(folder, 'order'), 'utf8')).toBe('second first ');
  expect(next.records()).toEqual([]);
});

test('a dead process, other arguments or a missing process mean that not all runs', async () => {
  const wanted = [component('first'), component('second')];
  const [pid] = [await start(wanted[0] ?? component('first'))];
  expect(table.runs(wanted)).toBe(false);
  expect(table.runs([component('first', '/* other */ setInterval(() => {}, 1)')])).toBe(false);
  expect(table.runs(wanted.slice(0, 1))).toBe(true);
  process.kill(pid, 'SIGKILL');
  while (identify(pid) !== undefined) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(table.runs(wanted.slice(0, 1))).toBe(false);
});

test('a process that took over a recorded id is left alone', async () => {
  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  const identity = identify(stranger.pid ?? 0);
  if (identity === undefined) throw new Error('the stranger did not start');
  const record = { ...identity, started: 'before:1', name: 'etcd', program: 'etcd', args: [], log: '' };
  writeFileSync(join(folder, 'processes.json'), JSON.stringify([record]));
  await table.stop();
  expect(isAlive(identity)).toBe(true);
  stranger.kill('SIGKILL');
});

test('rejects records that it did not write', () => {
  writeFileSync(join(folder, 'processes.json'), '[{"pid": "1"}]');
  expect(() => table.records()).toThrow(/does not hold the records.*\n.*delete the file/);
  rmSync(join(folder, 'processes.json'));
});

test('rejects a program that cannot be started', () => {
  expect(() => table.start({ ...component('etcd'), program: join(folder, 'nothing') })).toThrow(/could not be started/);
});

test('a process that dies while it is waited for is told with its last words and its log', async () => {
  const record = table.start({
    name: 'etcd',
    program: process.execPath,
    args: ['-e', 'console.error("no room on the disk"); process.exit(1)'],
    health: '',
  });
  const waiting = until({ what: 'etcd to be healthy', holds: () => Promise.resolve(false), processes: () => [record] });
  await expect(waiting).rejects.toThrow(
    `etcd ended while waiting for etcd to be healthy. Its last words:\nno room on the disk\nThe whole log is ${record.log}`,
  );
});

test('last words are the end of a log', async () => {
  const script = 'for (let i = 1; i <= 40; i++) console.log(i)';
  const record = table.start({ name: 'kwok', program: process.execPath, args: ['-e', script], health: '' });
  while (isAlive(record)) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(lastWords(record, 3)).toBe('38\n39\n40');
});

test('the last words of a Go program that panicked are its reason, not its stack', () => {
  const log = join(folder, 'go.log');
  const stack = Array.from({ length: 40 }, (_, line) => `\t/src/backend.go:${line} +0x54`).join('\n');
  const recovered = 'goroutine 7 [running]:\n\t/src/handler.go:1\nwent on';
  writeFileSync(log, `${recovered}\npanic: no space left on device\n\ngoroutine 1 [running]:\n${stack}\n`);
  const record = { pid: 1, started: '', name: 'etcd', program: 'etcd', args: [], log };
  expect(lastWords(record, 2)).toBe('went on\npanic: no space left on device');
});

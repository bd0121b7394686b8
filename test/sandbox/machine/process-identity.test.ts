import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { commandLine, identify, isAlive, parseStat } from '../../../sandbox/machine/process-identity';

/** A process that lives until it is killed. */
function sleeper(): ReturnType<typeof spawn> {
  return spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
}

test('a running process is alive, and is not once it has ended', async () => {
  const child = sleeper();
  const identity = identify(child.pid ?? 0);
  expect(identity).toBeDefined();
  if (identity === undefined) return;
  expect(isAlive(identity)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isAlive(identity)).toBe(false);
});

test('a process with the same id but another start is somebody else', () => {
  const self = identify(process.pid);
  expect(self && isAlive({ ...self, started: `${self.started}0` })).toBe(false);
});

test('two processes never have the same identity', async () => {
  const children = [sleeper(), sleeper()];
  const identities = children.map((child) => JSON.stringify(identify(child.pid ?? 0)));
  expect(new Set(identities).size).toBe(2);
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(children.map((child) => once(child, 'exit')));
});

test('the name in a line of /proc may hold brackets and spaces', () => {
  const fields = Array.from({ length: 49 }, (_, index) => `${index + 4}`);
  expect(parseStat(`42 (a) b (c)) S ${fields.join(' ')}`)).toEqual({ state: 'S', start: '22' });
});

test.each(['', '42 (sh) S 1', 'nonsense'])('rejects %j as a line of /proc', (line) => {
  expect(parseStat(line)).toBeUndefined();
});

test('the command of a process can be seen', () => {
  expect(commandLine(process.pid)).toContain('node');
});

test('there is no process zero to mistake for one', () => {
  expect(identify(2 ** 22 + 1)).toBeUndefined();
});

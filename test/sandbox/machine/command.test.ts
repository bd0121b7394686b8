import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustRun, run } from '../../../sandbox/machine/command';

const node = (script: string): [string, string[]] => [process.execPath, ['-e', script]];

test('both streams and the code come back', async () => {
  const result = await run(...node('console.log("out"); console.error("err"); process.exitCode = 3'));
  expect(result).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' });
});

test('input reaches the command', async () => {
  const echo = node('process.stdin.pipe(process.stdout)');
  expect(await mustRun(...echo, { input: 'a\nb' })).toBe('a\nb');
});

test('each whole line is heard once', async () => {
  const lines: string[] = [];
  await run(...node('process.stdout.write("a\\nb"); process.stdout.write("c\\nrest")'), {
    onLine: (line) => lines.push(line),
  });
  expect(lines).toEqual(['a', 'bc']);
});

test('both streams are kept in the log', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'seaworthy-command-'));
  const log = join(folder, 'log');
  await run(...node('console.log("out"); console.error("err")'), { log });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(readFileSync(log, 'utf8').split('\n').sort()).toEqual(['', 'err', 'out']);
  rmSync(folder, { recursive: true });
});

test('an interrupted command is asked to end, and may tidy up', async () => {
  const interruption = new AbortController();
  const script =
    'process.on("SIGINT", () => { console.log("tidy"); process.exit(5); }); console.log("ready"); setInterval(() => {}, 1000)';
  const result = await run(...node(script), {
    signal: interruption.signal,
    onLine: () => {
      interruption.abort();
    },
  });
  expect(result).toEqual({ code: 5, stdout: 'ready\ntidy\n', stderr: '' });
});

test('a command does not start after an interruption', async () => {
  await expect(run(...node(''), { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow('stop');
});

test('rejects a program that is not there, and says how to get it', async () => {
  await expect(run('no-such-program', [])).rejects.toThrow(
    "'no-such-program' is not installed, or not on PATH.\nInstall 'no-such-program' or add its folder to PATH, then run again.",
  );
});

test('rejects a failing command with its last words and its code', async () => {
  await expect(mustRun(...node('console.error("it broke"); process.exit(4)'))).rejects.toThrow(/code 4:\nit broke/);
});

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheDir, fillCache, moveIntoPlace } from '../../../sandbox/toolchain/cache';

let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'seaworthy-cache-'));
});

afterEach(() => {
  rmSync(cache, { recursive: true });
});

test.each([
  [{ XDG_CACHE_HOME: '/caches' }, '/caches/seaworthy'],
  [{}, join(homedir(), '.cache', 'seaworthy')],
  [{ XDG_CACHE_HOME: 'relative' }, join(homedir(), '.cache', 'seaworthy')],
  [{ XDG_CACHE_HOME: '' }, join(homedir(), '.cache', 'seaworthy')],
])('with %j the cache is %s', (env, expected) => {
  expect(cacheDir(env)).toBe(expected);
});

test('a finished entry is moved to its place whole', async () => {
  await fillCache(cache, async (folder) => {
    writeFileSync(join(folder, 'tool'), 'binary');
    moveIntoPlace(join(folder, 'tool'), join(cache, 'tool', 'v1', 'tool'));
    return Promise.resolve();
  });
  expect(readFileSync(join(cache, 'tool', 'v1', 'tool'), 'utf8')).toBe('binary');
  expect(readdirSync(cache)).toEqual(['tool']);
});

test('a failure leaves nothing half-made', async () => {
  const failing = fillCache(cache, (folder) => {
    writeFileSync(join(folder, 'tool'), 'half');
    return Promise.reject(new Error('no disk'));
  });
  await expect(failing).rejects.toThrow('no disk');
  expect(readdirSync(cache)).toEqual([]);
});

test('what a killed run left is removed, what a living one makes is not', async () => {
  mkdirSync(join(cache, `.unfinished-${2 ** 22 + 1}-x`));
  mkdirSync(join(cache, `.unfinished-${process.pid}-x`));
  await fillCache(cache, () => Promise.resolve());
  expect(readdirSync(cache)).toEqual([`.unfinished-${process.pid}-x`]);
});

test('when two runs make the same folder, the first result stays', () => {
  for (const name of ['first', 'second']) {
    mkdirSync(join(cache, name));
    writeFileSync(join(cache, name, 'file'), name);
    moveIntoPlace(join(cache, name), join(cache, 'place'));
  }
  expect(readFileSync(join(cache, 'place', 'file'), 'utf8')).toBe('first');
  expect(existsSync(join(cache, 'second'))).toBe(true);
});

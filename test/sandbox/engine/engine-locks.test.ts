import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineLocks, parseLock } from '../../../sandbox/engine/engine-locks';

let folder: string;
const whole = JSON.stringify({ pid: 7, username: 'u', hostname: 'h', timestamp: '2026-01-01T00:00:00Z' });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-locks-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a lock tells its process, and stays', () => {
  writeFileSync(join(folder, 'a.json'), whole);
  expect(engineLocks(folder)).toEqual([{ pid: 7, since: '2026-01-01T00:00:00Z' }]);
  expect(readdirSync(folder)).toEqual(['a.json']);
});

test('a lock that was cut short, or never got its name, is removed', () => {
  writeFileSync(join(folder, 'a.json'), whole.slice(0, 20));
  writeFileSync(join(folder, 'b.json'), '');
  writeFileSync(join(folder, 'c.json.18ea00a9ec057a00.tmp'), whole);
  expect(engineLocks(folder)).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test('there are none before the first run', () => {
  expect(engineLocks(join(folder, 'nothing'))).toEqual([]);
});

test('no beginning of a lock is taken for a whole one', () => {
  for (let length = 0; length < whole.length; length++) expect(parseLock(whole.slice(0, length))).toBeUndefined();
});

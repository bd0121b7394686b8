import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { requirePrograms } from '../../../sandbox/machine/prerequisites';
import { findOnPath } from '../../../sandbox/machine/search-path';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-path-'));
  writeFileSync(join(folder, 'git'), '', { mode: 0o755 });
  writeFileSync(join(folder, 'go'), '', { mode: 0o644 });
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('programs that are there pass', () => {
  chmodSync(join(folder, 'go'), 0o755);
  expect(() => {
    requirePrograms(['git', 'go'], folder);
  }).not.toThrow();
});

test('rejects all missing programs at once, each with its source', () => {
  const all = (): void => {
    requirePrograms(['git', 'go', 'openssl'], folder);
  };
  expect(all).toThrow('Not installed, or not on PATH: go, openssl.');
  expect(all).toThrow('https://go.dev/doc/install');
  expect(all).toThrow('https://openssl-library.org/source');
});

test('the first folder with an executable file wins', () => {
  expect(findOnPath('git', ['/nowhere', '', folder].join(delimiter))).toBe(join(folder, 'git'));
  expect(findOnPath('go', folder)).toBeUndefined();
  expect(findOnPath('git', undefined)).toBe(findOnPath('git', process.env.PATH));
});

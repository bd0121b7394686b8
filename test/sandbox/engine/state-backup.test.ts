import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseState, readState } from '../../../sandbox/engine/stack-state';
import { restoreState } from '../../../sandbox/engine/state-backup';

let backend: string;
let file: string;

beforeEach(() => {
  backend = mkdtempSync(join(tmpdir(), 'seaworthy-backend-'));
  file = write('stacks/shop/dev.json', stateOf('2026-03-01T12:00:00Z'));
});

afterEach(() => {
  rmSync(backend, { recursive: true });
});

function write(name: string, text: string): string {
  const path = join(backend, '.pulumi', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

function stateOf(time: string): string {
  return JSON.stringify({ version: 3, checkpoint: { stack: 'dev', latest: { manifest: { time }, resources: [] } } });
}

function restore(): string | undefined {
  return restoreState({ backend, project: 'shop', stack: 'dev' });
}

test('a state that is whole is left alone, whatever lies beside it', () => {
  write('stacks/shop/dev.json.bak', stateOf('2026-04-01T12:00:00Z'));
  expect(restore()).toBeUndefined();
  expect(readFileSync(file, 'utf8')).toBe(stateOf('2026-03-01T12:00:00Z'));
});

test('a stack without a state needs none', () => {
  rmSync(file);
  expect(restore()).toBeUndefined();
});

test.each([['history/shop/dev/dev-1.history.json'], ['locks/organization/shop/dev/1.json']])(
  'a state that an engine moved to its backup before it died comes back; %s tells that there was one',
  (sign) => {
    rmSync(file);
    const copy = write('stacks/shop/dev.json.bak', stateOf('2026-02-01T12:00:00Z'));
    write(sign, '{}');
    expect(restore()).toBe(
      `The state in ${file} was gone. It was restored from the engine's backup ${copy} (2026-02-01T12:00:00Z).`,
    );
    expect(readFileSync(file, 'utf8')).toBe(stateOf('2026-02-01T12:00:00Z'));
  },
);

test('a stack that a person removed stays removed', () => {
  rmSync(file);
  write('stacks/shop/dev.json.bak', stateOf('2026-02-01T12:00:00Z'));
  expect(restore()).toBeUndefined();
  expect(existsSync(file)).toBe(false);
});

test.each([['stacks/shop/dev.json.bak'], ['history/shop/dev/dev-2.checkpoint.json'], ['backups/shop/dev/dev.2.json']])(
  'a damaged state comes back from %s when that is the newest whole copy',
  (newest) => {
    write('stacks/shop/dev.json.bak', stateOf('2026-02-01T12:00:00Z'));
    write('history/shop/dev/dev-1.checkpoint.json', stateOf('2026-02-01T11:00:00Z'));
    write('history/shop/dev/dev-1.history.json', stateOf('2026-09-01T11:00:00Z'));
    write('backups/shop/dev/dev.1.json', stateOf('2026-02-01T10:00:00Z'));
    write('backups/shop/other/other.1.json', stateOf('2026-09-01T10:00:00Z'));
    write('history/shop/dev/dev-3.checkpoint.json', '{"version":3,');
    const copy = write(newest, stateOf('2026-02-02T12:00:00Z'));
    writeFileSync(file, '{"version":3,"checkpoint":{"sta');
    const told = restore();
    expect(told).toContain(
      `The state in ${file} was damaged. It was restored from the engine's backup ${copy} (2026-02-02T12:00:00Z)`,
    );
    expect(readFileSync(file, 'utf8')).toBe(stateOf('2026-02-02T12:00:00Z'));
    expect(readFileSync(`${file}.damaged`, 'utf8')).toBe('{"version":3,"checkpoint":{"sta');
    expect(restore()).toBeUndefined();
  },
);

test('rejects a damaged state without a whole copy, names what it looked at, and changes nothing', () => {
  const copy = write('stacks/shop/dev.json.bak', '');
  writeFileSync(file, '');
  expect(restore).toThrow(`The state in ${file} is damaged, and the engine has no whole backup of it (${copy}).`);
  expect(restore).toThrow(`Move ${file} away and run again`);
  expect(readFileSync(file, 'utf8')).toBe('');
});

test('no beginning of a state is taken for a whole one', () => {
  const text = stateOf('2026-03-01T12:00:00Z');
  for (let length = 0; length < text.length; length++) expect(parseState(text.slice(0, length))).toBeUndefined();
});

test('rejects to read a damaged state, with its file and how to heal it', () => {
  writeFileSync(file, '{"version"');
  expect(() => readState(file)).toThrow(
    `The state in ${file} is damaged: its 10 characters are not a whole state.\n'make up' and 'make destroy' restore it`,
  );
});

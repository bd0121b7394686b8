import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { opens, passphraseIn } from '../../../sandbox/engine/passphrase';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-passphrase-'));
  file = join(folder, 'passphrase');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('is made once, for its owner alone, and kept', () => {
  const made = passphraseIn(file, folder);
  expect(made.length).toBeGreaterThanOrEqual(32);
  expect(passphraseIn(file, folder)).toBe(made);
});

test('is read without the line break that an editor adds', () => {
  writeFileSync(file, 'secret\n');
  expect(passphraseIn(file, folder)).toBe('secret');
});

test.each([undefined, '', '\n'])('rejects to make a new one (file: %p) where a state needs the old one', (text) => {
  const state = join(folder, '.pulumi', 'stacks', 'shop', 'dev.json');
  mkdirSync(join(state, '..'), { recursive: true });
  writeFileSync(state, '{}');
  if (text !== undefined) writeFileSync(file, text);
  expect(() => passphraseIn(file, folder)).toThrow(`The passphrase of ${state} is gone: it was in ${file}.`);
  expect(existsSync(file) ? readFileSync(file, 'utf8') : undefined).toBe(text);
});

describe('the proof in a salt', () => {
  // written by Pulumi 3.259 for the passphrase 'password'
  const salt = 'v1:edEgjxEoeTI=:v1:Ez1Cgmmip0KWeSd9:WUHTOATxkTXYhnZnwkkJ7UuuAcpcQw==';

  test('tells whether a passphrase fits', () => {
    expect(opens('password', salt)).toBe(true);
    expect(opens('Password', salt)).toBe(false);
  });

  test.each(['', 'v1', 'v1:a:v1:b:c', 'v2:::'])('that is damaged (%p) fits none', (text) => {
    expect(opens('password', text)).toBe(false);
  });
});

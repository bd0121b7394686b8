import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeCutAttributes, stateFile, stateFiles } from '../../../sandbox/engine/state-folder';

let backend: string;
let folder: string;

beforeEach(() => {
  backend = mkdtempSync(join(tmpdir(), 'seaworthy-backend-'));
  folder = join(backend, '.pulumi', 'stacks', 'shop');
  mkdirSync(folder, { recursive: true });
});

afterEach(() => {
  rmSync(backend, { recursive: true });
});

test('attributes that were cut short are removed, and nothing else', () => {
  const attributes = '{"user.content_type":"text/plain","md5":"iqFrSF6trrdysYoh6IPQ5Q=="}';
  const files = { 'dev.json': '', 'dev.json.attrs': '', 'dev.json.bak.attrs': attributes, 'prod.json.attrs': '{"us' };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  removeCutAttributes(backend);
  expect(readdirSync(folder).sort()).toEqual(['dev.json', 'dev.json.bak.attrs']);
});

test('a backend that was never used has nothing to remove, and no states', () => {
  rmSync(join(backend, '.pulumi'), { recursive: true });
  removeCutAttributes(backend);
  expect(stateFiles(backend)).toEqual([]);
});

test('states are found in every project', () => {
  writeFileSync(join(folder, 'dev.json'), '{}');
  expect(stateFiles(backend)).toEqual([stateFile(backend, 'shop', 'dev')]);
});

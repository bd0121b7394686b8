import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { environmentsIn, manifestFiles, readManifests } from '../../commands/manifest-folder';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-manifests-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
}

const OBJECT = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

test('environments are the folders that synth wrote, manifests the YAML files in them', () => {
  write({ 'dev/.seaworthy': '', 'dev/shop/a.k8s.yaml': OBJECT, 'dev/shop/notes.md': '', 'other/a.yaml': OBJECT });
  write({ 'dev/.seaworthy-stage/shop/a.k8s.yaml': 'half' });
  expect(environmentsIn(folder)).toEqual(['dev']);
  expect(manifestFiles(join(folder, 'dev'))).toEqual(['shop/a.k8s.yaml']);
  expect(manifestFiles(join(folder, 'nowhere'))).toEqual([]);
});

test('objects are read from all documents', () => {
  write({ 'a.yaml': `${OBJECT}---\n${OBJECT.replace('name: a', 'name: b')}---\n# empty\n` });
  expect(readManifests(folder, ['a.yaml']).map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
});

test('everything that cannot be read is told at once, with its file', () => {
  write({ 'bad.yaml': 'a: [1\nb: 2\n', 'text.yaml': `${OBJECT}---\nkind: X\n`, 'alias.yaml': 'a: *nowhere\n' });
  const read = () => readManifests(folder, ['bad.yaml', 'text.yaml', 'alias.yaml']);
  expect(read).toThrow(`${join(folder, 'bad.yaml')} is no YAML that can be read: `);
  expect(read).toThrow(`${join(folder, 'text.yaml')}: document 2 is no Kubernetes object`);
  expect(read).toThrow(join(folder, 'alias.yaml'));
});

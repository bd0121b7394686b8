import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import { render, synth } from '../../src/synth';

let parent: string;
let outdir: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'seaworthy-'));
  outdir = join(parent, 'out');
});
afterEach(() => {
  rmSync(parent, { recursive: true });
});

function configMap(scope: Construct, name: string, namespace = 'shop', data: Record<string, unknown> = {}): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data });
}

function app(...charts: string[]): App {
  const made = new App();
  for (const id of charts) configMap(new Chart(made, id), id);
  return made;
}

function files(): string[] {
  return readdirSync(outdir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(outdir.length + 1))
    .sort();
}

describe('layout', () => {
  test('namespaced objects go to <namespace>/<chart>, those of the cluster to _cluster/<chart>', () => {
    const made = new App();
    const platform = new Chart(made, 'platform', { namespace: 'ignored' });
    new ApiObject(platform, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
    configMap(platform, 'a', 'one');
    configMap(platform, 'b', 'two');
    const nested = new Chart(new Construct(new Chart(made, 'shop'), 'team'), 'api');
    configMap(nested, 'c', 'one');
    const result = synth(made, { outdir, checks: false });
    expect(result).toEqual({
      files: [
        '_cluster/platform.k8s.yaml',
        'one/platform.k8s.yaml',
        'two/platform.k8s.yaml',
        'one/shop.team.api.k8s.yaml',
      ],
      objects: 4,
      warnings: [],
      waivers: [],
    });
    expect(files()).toEqual([...result.files, '.seaworthy'].sort());
  });

  test('a custom kind is of the cluster when its definition in the App, or the caller, says so', () => {
    const widget = (made: App) =>
      new ApiObject(new Chart(made, 'shop'), 'w', {
        apiVersion: 'example.com/v1',
        kind: 'Widget',
        metadata: { name: 'w' },
      });
    const told = new App();
    widget(told);
    expect(synth(told, { outdir, clusterScoped: ['example.com/Widget'] }).files).toEqual(['_cluster/shop.k8s.yaml']);
    const defined = new App();
    new ApiObject(new Chart(defined, 'definitions'), 'd', {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
      spec: { group: 'example.com', scope: 'Cluster', names: { kind: 'Widget' } },
    });
    widget(defined);
    expect(synth(defined, { outdir }).files).toContain('_cluster/shop.k8s.yaml');
    const unknown = new App();
    widget(unknown);
    expect(() => synth(unknown, { outdir })).toThrow(
      "[shop/w] Widget w has no metadata.namespace; set it, or the namespace of its Chart, or name 'example.com/Widget' in clusterScoped",
    );
  });

  test('a file holds its objects as documents, in order', () => {
    const made = new App();
    const chart = new Chart(made, 'shop');
    configMap(chart, 'a').addDependency(configMap(chart, 'b'));
    synth(made, { outdir });
    const documents = parseAllDocuments(readFileSync(join(outdir, 'shop/shop.k8s.yaml'), 'utf8'));
    expect(documents.map((document) => document.toJS() as unknown)).toEqual(render(made));
  });

  test.each(['../evil', 'Shop', 'a/b', 'x'.repeat(64)])(
    'rejects the namespace %s, which makes no folder',
    (namespace) => {
      const made = new App();
      configMap(new Chart(made, 'shop'), 'a', namespace);
      expect(() => synth(made, { outdir })).toThrow(`[shop/a] metadata.namespace '${namespace}' is no DNS label`);
      expect(existsSync(outdir)).toBe(false);
    },
  );

  test('what is wrong with names of files is told beside everything else', () => {
    const made = app('my shop');
    configMap(new Chart(made, 'b'), 'b', 'Shop', { x: Number.NaN });
    new ApiObject(new Chart(made, 'c'), 'c', { apiVersion: 'v1', kind: 'ConfigMap' });
    expect(() => synth(made, { outdir, checks: false })).toThrow(
      /4 problems:\n.*\[b\/b\] data\.x is NaN.*\n.*\[c\/c\] ConfigMap .* has no metadata\.namespace.*\n.*'my shop' makes no file name.*\n.*'Shop' is no DNS label/,
    );
  });

  test('rejects a chart id that makes no file name', () => {
    expect(() => synth(app('my shop'), { outdir, checks: false })).toThrow(
      "[my shop] 'my shop' makes no file name; use letters",
    );
  });

  test('rejects two charts that would share a file, on file systems without letter cases too', () => {
    const made = app('shop.api');
    configMap(new Chart(new Chart(made, 'shop'), 'API'), 'a');
    expect(() => synth(made, { outdir })).toThrow(
      '[shop/API] would be written to shop/shop.API.k8s.yaml, and so would [shop.api]; give one of the charts another id',
    );
  });
});

describe('writing', () => {
  test('a second run writes the same bytes and leaves nothing else', () => {
    synth(app('a', 'b'), { outdir });
    const before = files().map((file) => readFileSync(join(outdir, file), 'utf8'));
    synth(app('a', 'b'), { outdir });
    expect(files().map((file) => readFileSync(join(outdir, file), 'utf8'))).toEqual(before);
  });

  test('files of charts that are gone are removed, with folders that this empties; files of others stay', () => {
    const made = app('a', 'b');
    configMap(new Chart(made, 'c'), 'c', 'gone');
    synth(made, { outdir });
    writeFileSync(join(outdir, 'shop/notes.txt'), 'mine');
    synth(app('a'), { outdir });
    expect(files()).toEqual(['.seaworthy', 'shop/a.k8s.yaml', 'shop/notes.txt']);
    expect(existsSync(join(outdir, 'gone'))).toBe(false);
  });

  test('rejects a folder with files of somebody else, and touches nothing', () => {
    mkdirSync(outdir);
    writeFileSync(join(outdir, 'precious.txt'), 'mine');
    expect(() => synth(app('a'), { outdir })).toThrow(
      `${outdir} is not empty and was not written by synth (it holds precious.txt); choose another outdir, or empty this folder`,
    );
    expect(files()).toEqual(['precious.txt']);
  });

  test('rejects overwriting a file of somebody else in a folder of its own', () => {
    synth(app('a'), { outdir });
    writeFileSync(join(outdir, 'shop/b.k8s.yaml'), 'mine');
    expect(() => synth(app('a', 'b'), { outdir })).toThrow(
      'shop/b.k8s.yaml would be overwritten and was not written by synth',
    );
    expect(readFileSync(join(outdir, 'shop/b.k8s.yaml'), 'utf8')).toBe('mine');
  });

  test('an error leaves the old output whole', () => {
    synth(app('a', 'b'), { outdir });
    const before = files().map((file) => [file, statSync(join(outdir, file)).mtimeMs]);
    const broken = app('a');
    configMap(new Chart(broken, 'b'), 'b', 'shop', { x: Number.NaN });
    expect(() => synth(broken, { outdir })).toThrow('[b/b] data.x is NaN');
    expect(files().map((file) => [file, statSync(join(outdir, file)).mtimeMs])).toEqual(before);
  });

  test('a write that fails leaves the old output whole, and the next run is not disturbed by what it left', () => {
    synth(app('a'), { outdir });
    const before = readFileSync(join(outdir, 'shop/a.k8s.yaml'), 'utf8');
    // no file system takes a name of 300 characters
    expect(() => synth(app('a', 'x'.repeat(300)), { outdir, checks: false })).toThrow('ENAMETOOLONG');
    expect(files()).toEqual(['.seaworthy', 'shop/a.k8s.yaml']);
    expect(readFileSync(join(outdir, 'shop/a.k8s.yaml'), 'utf8')).toBe(before);
    expect(synth(app('a'), { outdir }).objects).toBe(1);
  });

  test('what killed runs left behind is taken for its own, and what a living one has is left alone', () => {
    mkdirSync(join(outdir, '.seaworthy-stage/shop'), { recursive: true });
    writeFileSync(join(outdir, '.seaworthy-stage/shop/old.k8s.yaml'), 'half');
    // no system gives the first number to a process, and every one has process 1
    for (const owner of ['99999999', '1']) {
      mkdirSync(join(outdir, `.seaworthy-stage-${owner}-x`));
      writeFileSync(join(outdir, `.seaworthy-stage-${owner}-x/process`), owner);
    }
    synth(app('a'), { outdir });
    expect(files()).toEqual(['.seaworthy', '.seaworthy-stage-1-x/process', 'shop/a.k8s.yaml']);
  });

  test('rejects a list of files that leads out of the folder', () => {
    synth(app('a'), { outdir });
    writeFileSync(join(parent, 'outside.txt'), 'mine');
    writeFileSync(join(outdir, '.seaworthy'), '../outside.txt\n');
    expect(() => synth(app('a'), { outdir })).toThrow('names files outside of its folder (../outside.txt)');
    expect(existsSync(join(parent, 'outside.txt'))).toBe(true);
  });

  test('an App without objects empties the folder of what it wrote', () => {
    synth(app('a'), { outdir });
    expect(synth(new App(), { outdir })).toEqual({ files: [], objects: 0, warnings: [], waivers: [] });
    expect(files()).toEqual(['.seaworthy']);
  });
});

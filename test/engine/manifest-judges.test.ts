import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { sample } from 'fast-check';
import { render, synth } from 'seaworthy/synth';
import { stringify, parse } from 'yaml';
import { run, type CommandResult } from '../../sandbox/machine/command';
import { cacheDir } from '../../sandbox/toolchain/cache';
import { CUSTOM_RESOURCES } from '../../sandbox/toolchain/custom-resources';
import { downloadModule } from '../../sandbox/toolchain/go';
import { fetchFiles } from '../../sandbox/toolchain/module-files';
import { Toolchain } from '../../sandbox/toolchain/toolchain';
import { ROOT } from '../architecture/source-files';
import { LINES, nastyData, NO_TEXTS, TEXTS } from '../synth/nasty';
import { writeSchemas } from './json-schemas';
import { compareFindings, kubeScore, knownChecks, type AcceptedFinding, type ScoreFinding } from './kube-score';
import { renderSets, type RenderedSet } from './rendered-sets';

/** The findings of kube-score that stay, with the reason of each. */
const ACCEPTED = join('docs', 'kube-score.yaml');

const toolchain = new Toolchain(ROOT);
const kubernetes = (toolchain.key('kubectl').split('-')[0] ?? '').replace(/\.\d+$/, '');

let folder: string;
let sets: readonly RenderedSet[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-judges-'));
  sets = renderSets(folder);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** An object that every judge takes. */
const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'api', namespace: 'shop' },
  spec: { selector: { app: 'api' }, ports: [{ port: 80, targetPort: 'http' }] },
};

const SECRET_STORE = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'SecretStore',
  metadata: { name: 'team', namespace: 'shop' },
  spec: { provider: { aws: { service: 'SecretsManager', region: 'eu-west-1' } } },
};

describe('kubeconform, strict, with schemas of this Kubernetes and these custom resources', () => {
  let location: string;

  beforeAll(async () => {
    const { Dir } = await downloadModule('k8s.io/kubernetes', join(ROOT, 'sandbox', 'toolchain', 'kubernetes'));
    const definitions: string[] = [];
    for (const row of CUSTOM_RESOURCES) definitions.push(await fetchFiles(cacheDir(), 'crds', row));
    location = writeSchemas(join(folder, 'schemas'), join(Dir, 'api', 'openapi-spec', 'swagger.json'), definitions);
  });

  const kubeconform = (files: readonly string[]): Promise<CommandResult> =>
    run(toolchain.require('kubeconform'), ['-strict', '-summary', '-schema-location', location, ...files]);

  test('finds nothing in what all systems and pages render', async () => {
    const files = sets.flatMap((set) => set.files);
    const { code, stdout, stderr } = await kubeconform(files);
    expect(stdout + stderr).toMatch(/Valid: \d{2,}, Invalid: 0, Errors: 0, Skipped: 0/);
    expect(code).toBe(0);
  });

  test.each([
    ['a field that no Service has', { ...SERVICE, spec: { ...SERVICE.spec, replicas: 2 } }, 'replicas'],
    ['a port that is a text', { ...SERVICE, spec: { ports: [{ port: 'http' }] } }, 'got string, want integer'],
    ['a field that no metadata have', { ...SECRET_STORE, metadata: { name: 'team', label: {} } }, 'label'],
    ['a field that no SecretStore has', { ...SECRET_STORE, spec: { ...SECRET_STORE.spec, store: 'x' } }, 'store'],
    ['a service that AWS does not have', withService('SecretManager'), 'SecretsManager'],
    ['a version that no definition has', { ...SECRET_STORE, apiVersion: 'external-secrets.io/v9' }, 'schema'],
  ])('is awake: it refuses %s', async (_title, object, problem) => {
    const { code, stdout } = await kubeconform([written(object)]);
    expect(code).not.toBe(0);
    expect(stdout).toContain(problem);
  });

  test('is awake: it takes what these were made of', async () => {
    expect((await kubeconform([written(SERVICE), written(SECRET_STORE)])).code).toBe(0);
  });
});

describe('kube-score, with everything that it can ask', () => {
  const accepted = parse(readFileSync(join(ROOT, ACCEPTED), 'utf8')) as AcceptedFinding[];
  let findings: ScoreFinding[];

  beforeAll(async () => {
    const program = toolchain.require('kube-score');
    findings = (await Promise.all(sets.map((set) => kubeScore(program, kubernetes, set)))).flat();
  });

  test(`finds what ${ACCEPTED} lists, and nothing else`, () => {
    expect(compareFindings(findings, accepted)).toEqual({ unlisted: [], gone: [] });
  });

  test('is listed with a reason for each finding, of a check that there is', async () => {
    const known = await knownChecks(toolchain.require('kube-score'));
    for (const { check, reason } of accepted) {
      expect(known).toContain(check);
      expect(reason.length).toBeGreaterThan(20);
    }
  });

  test('is awake: a listed finding that is gone is told, also where others like it are left', () => {
    const left = { check: 'pod-networkpolicy', says: 'none', object: 'page a: Pod left' };
    const entry = { ...left, objects: [left.object, 'page a: Pod gone'], reason: '' };
    expect(compareFindings([left], [entry])).toEqual({
      unlisted: [],
      gone: ['pod-networkpolicy: none (page a: Pod gone)'],
    });
    expect(compareFindings([], [{ ...entry, objects: 'every' }]).gone).toEqual(['pod-networkpolicy: none']);
  });

  test('is awake: an image without a version is found, and is not listed', async () => {
    const pod = { containers: [{ name: 'api', image: 'ghcr.io/acme/api:latest' }] };
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'api', namespace: 'shop' }, spec: pod };
    const set = { name: 'probe', files: [written(object)] };
    const { unlisted } = compareFindings(await kubeScore(toolchain.require('kube-score'), kubernetes, set), accepted);
    expect(unlisted).toContain('container-image-tag: Image with latest tag (probe: Pod api)');
  });
});

test('kubectl reads what was written, whatever texts, keys and numbers are in it', async () => {
  const numbers = { list: [0, -1, 0.1, 2 ** 53, 1e21, -1e-7, 1.5e300, 5e-324] };
  const texts = [...NO_TEXTS, ...LINES, ...TEXTS].map((text) => ({ value: text, list: [[text]], [`${text}key`]: 1 }));
  const any = sample(nastyData, { numRuns: 1000, seed: 1 });
  const chart = new Chart(new App(), 'nasty', { namespace: 'shop' });
  for (const [index, spec] of [numbers, ...texts, ...any].entries()) {
    const metadata = { name: `n${index}` };
    new ApiObject(chart, metadata.name, {
      apiVersion: 'example.com/v1',
      kind: 'Nasty',
      metadata,
      spec: { data: spec },
    });
  }
  const app = App.of(chart);
  const [file = ''] = synth(app, { outdir: join(folder, 'nasty') }).files;
  // it prints as JSON what it has read; nothing is sent anywhere
  const local = ['annotate', '--local', 'read=yes', '--output=json', '--filename', join(folder, 'nasty', file)];
  const { stdout } = await run(toolchain.require('kubectl'), local);
  const read = JSON.parse(`[${stdout.replaceAll('\n}\n{', '\n},{')}]`) as { readonly spec: unknown }[];
  // an item of a list that has no value is null for readers
  const rendered = JSON.parse(JSON.stringify(render(app))) as { readonly spec: unknown }[];
  expect(read.map(({ spec }) => spec)).toEqual(rendered.map(({ spec }) => spec));
});

function withService(service: string): object {
  return { ...SECRET_STORE, spec: { provider: { aws: { service, region: 'eu-west-1' } } } };
}

/** The path of a file with an object. */
function written(object: object): string {
  const file = join(mkdtempSync(join(folder, 'object-')), 'object.yaml');
  writeFileSync(file, stringify(object));
  return file;
}

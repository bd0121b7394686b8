import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import fc from 'fast-check';
import { Percent, WebService } from 'seaworthy';
import { synth } from '../../src/synth';

type Entries = readonly (readonly [string, string])[];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seaworthy-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** All bytes that an App is written to: names of files and their contents. */
function bytes(app: App): string {
  const outdir = mkdtempSync(join(folder, 'out-'));
  const { files } = synth(app, { outdir, checks: false });
  const inFolder = readdirSync(outdir, { recursive: true }).map(String).sort();
  return [...inFolder, ...files.map((file) => readFileSync(join(outdir, file), 'utf8'))].join('\n');
}

const key = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,8}$/);
const entries: fc.Arbitrary<Entries> = fc.uniqueArray(fc.tuple(key, fc.stringMatching(/^[a-z0-9]{0,8}$/)), {
  selector: ([name]) => name,
  minLength: 2,
  maxLength: 8,
});

/** Entries, and the same in another order. */
const orders = entries.chain((some) =>
  fc.tuple(fc.constant(some), fc.shuffledSubarray([...some], { minLength: some.length })),
);

test.each<[string, (chart: Chart, map: Record<string, string>) => void]>([
  [
    'labels, annotations and data of an object',
    (chart, map) => {
      const metadata = { name: 'a', labels: map, annotations: map };
      new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: map });
    },
  ],
  [
    'maps inside of lists and maps',
    (chart, map) => {
      const spec = { list: [map, [map]], map: { map } };
      new ApiObject(chart, 'a', { apiVersion: 'example.com/v1', kind: 'Widget', metadata: { name: 'a' }, spec });
    },
  ],
  [
    'labels of a chart',
    (chart, map) => {
      const inner = new Chart(chart, 'inner', { namespace: 'shop', labels: map });
      new ApiObject(inner, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
    },
  ],
  [
    'labels that are added later',
    (chart, map) => {
      const object = new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
      for (const [name, value] of Object.entries(map)) object.metadata.addLabel(name, value);
    },
  ],
  [
    'values of JSON patches',
    (chart, map) => {
      const object = new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
      object.addJsonPatch(JsonPatch.add('/data', map));
    },
  ],
])('the order in which maps were filled changes no byte: %s', (_, fill) => {
  const of = (some: Entries): string => {
    const app = new App();
    fill(new Chart(app, 'shop', { namespace: 'shop' }), Object.fromEntries(some));
    return bytes(app);
  };
  fc.assert(
    fc.property(orders, ([some, shuffled]) => {
      expect(of(shuffled)).toBe(of(some));
    }),
    { numRuns: 25 },
  );
});

test('the order in which dependencies are declared changes no byte', () => {
  const pairs = fc.uniqueArray(
    fc.tuple(fc.nat(7), fc.nat(7)).filter(([from, to]) => from > to),
    { minLength: 2, maxLength: 10, selector: ([from, to]) => `${from} ${to}` },
  );
  const of = (dependencies: readonly (readonly [number, number])[]): string => {
    const app = new App();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    // the last one made is the first that others wait for
    const objects = [7, 6, 5, 4, 3, 2, 1, 0].map(
      (number) => new ApiObject(chart, `m${number}`, { apiVersion: 'v1', kind: 'ConfigMap' }),
    );
    for (const [from, to] of dependencies) {
      const [source, target] = [objects[7 - from], objects[7 - to]];
      if (source !== undefined && target !== undefined) source.addDependency(target);
    }
    return bytes(app);
  };
  fc.assert(
    fc.property(
      pairs.chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
      ([some, shuffled]) => {
        expect(of(shuffled)).toBe(of(some));
      },
    ),
    { numRuns: 25 },
  );
});

test('two renderings of one App, and renderings of two equal Apps, have the same bytes', () => {
  const made = (): App => {
    const app = new App();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new WebService(chart, 'api', {
      name: 'api',
      image: 'example.com/api:1.0.0',
      port: 8080,
      resources: { cpu: Cpu.millis(10), memory: Size.mebibytes(16) },
      scale: { min: 2, max: 4, cpu: Percent.of(70) },
    });
    return app;
  };
  const app = made();
  expect(bytes(app)).toBe(bytes(app));
  expect(bytes(made())).toBe(bytes(app));
});

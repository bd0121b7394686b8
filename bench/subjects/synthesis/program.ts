/** Writes one construct tree in one of the ways that are compared: `<way> <shape> <charts> <folder>`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart, Yaml } from 'cdk8s';
import { twentyObjects } from './twenty-objects';

const [way = '', shape = '', count = '', outdir = ''] = process.argv.slice(2);

/** Teams share namespaces; each chart has one. */
const NAMESPACES = 50;

const app = new App({ outdir });
const whole = shape === 'one' ? new Chart(app, 'services', { namespace: 'services' }) : undefined;
let earlier: Chart | undefined;
for (let index = 0; index < Number(count); index += 1) {
  const name = `service-${index}`;
  const namespace = whole === undefined ? `team-${index % NAMESPACES}` : 'services';
  const chart = whole ?? new Chart(app, name, { namespace });
  for (const object of twentyObjects(name, namespace))
    new ApiObject(chart, `${object.kind}-${object.metadata?.name ?? ''}`, object);
  if (shape === 'chain' && earlier !== undefined) chart.addDependency(earlier);
  earlier = chart;
}

/** What nobody can do without: each object rendered once, as many files, and a text for each object. */
function writeCharts(extension: string, write: (file: string, objects: readonly unknown[]) => void): void {
  for (const chart of app.node.children.filter((child) => Chart.isChart(child))) {
    const file = join(outdir, chart.namespace ?? '', `${chart.node.id}${extension}`);
    mkdirSync(dirname(file), { recursive: true });
    write(
      file,
      chart.node.children.filter((child) => ApiObject.isApiObject(child)).map((object) => object.toJson() as unknown),
    );
  }
}

/** The library is loaded by the ways alone that use it. */
function seaworthy(checks?: false): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded only here, so that the others do not pay for it
  const { synth } = require('seaworthy/synth') as typeof import('seaworthy/synth');
  synth(app, { outdir, ...(checks === false ? { checks } : {}) });
}

const WAYS: Readonly<Record<string, () => void>> = {
  seaworthy: () => {
    seaworthy(false);
  },
  checked: () => {
    seaworthy();
  },
  stock: () => {
    app.synth();
  },
  writer: () => {
    writeCharts('.k8s.yaml', (file, objects) => {
      Yaml.save(file, [...objects]);
    });
  },
  floor: () => {
    writeCharts('.json', (file, objects) => {
      writeFileSync(file, objects.map((object) => JSON.stringify(object)).join('\n'));
    });
  },
};
const run = WAYS[way];
if (run === undefined) throw new Error(`'${way}' is no way to write; allowed: ${Object.keys(WAYS).join(', ')}`);
run();

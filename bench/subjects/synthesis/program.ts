/** Writes one construct tree in one of the ways that are compared: `<way> <shape> <charts> <folder>`. */
import { writeFileSync } from 'node:fs';
import { ApiObject, App, Chart } from 'cdk8s';
import { writeCharts, writeWithCdk8s } from '../write-charts';
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
    writeWithCdk8s(app, outdir);
  },
  floor: () => {
    writeCharts(app, outdir, '.json', (file, objects) => {
      writeFileSync(file, objects.map((object) => JSON.stringify(object)).join('\n'));
    });
  },
};
const run = WAYS[way];
if (run === undefined) throw new Error(`'${way}' is no way to write; allowed: ${Object.keys(WAYS).join(', ')}`);
run();

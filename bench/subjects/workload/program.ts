/** Writes services with all parts, by hand or with `WebService`: `<way> <services> <folder>`. */
import { ApiObject, App, Chart } from 'cdk8s';
import { synth } from 'seaworthy/synth';
import { writeWithCdk8s } from '../write-charts';
import { bareObjects } from './bare-objects';
// loaded for both: what loading costs is measured as the import
import { fullWebService } from './web-service';

const [way = '', count = '', outdir = ''] = process.argv.slice(2);

type Make = (chart: Chart, name: string, namespace: string) => void;
type Write = (app: App, outdir: string) => void;

/** Teams share namespaces; each service has a chart of its own. */
const NAMESPACES = 50;

const byHand: Make = (chart, name, namespace) => {
  for (const object of bareObjects(name, namespace)) new ApiObject(chart, object.kind, object);
};

/** The same writer for both where what is measured is the making of objects. */
const withSynth: Write = (app, folder) => {
  synth(app, { outdir: folder, checks: false });
};

const WAYS: Readonly<Record<string, { readonly make: Make; readonly write: Write }>> = {
  bare: { make: byHand, write: withSynth },
  stock: { make: byHand, write: writeWithCdk8s },
  seaworthy: { make: fullWebService, write: withSynth },
};
const chosen = WAYS[way];
if (chosen === undefined) throw new Error(`'${way}' is no way; allowed: ${Object.keys(WAYS).join(', ')}`);

const app = new App();
for (let index = 0; index < Number(count); index += 1) {
  const [name, namespace] = [`service-${index}`, `team-${index % NAMESPACES}`];
  chosen.make(new Chart(app, name, { namespace }), name, namespace);
}
chosen.write(app, outdir);

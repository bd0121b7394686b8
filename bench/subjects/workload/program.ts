/** Writes services with all parts, by hand or with `WebService`: `<way> <services> <folder>`. */
import { ApiObject, App, Chart } from 'cdk8s';
import { synth } from 'seaworthy/synth';
import { bareObjects } from './bare-objects';
// loaded for both: what loading costs is measured as the import
import { fullWebService } from './web-service';

const [way = '', count = '', outdir = ''] = process.argv.slice(2);

/** Teams share namespaces; each service has a chart of its own. */
const NAMESPACES = 50;

const WAYS: Readonly<Record<string, (chart: Chart, name: string, namespace: string) => void>> = {
  bare: (chart, name, namespace) => {
    for (const object of bareObjects(name, namespace)) new ApiObject(chart, object.kind, object);
  },
  seaworthy: fullWebService,
};
const make = WAYS[way];
if (make === undefined) throw new Error(`'${way}' is no way; allowed: ${Object.keys(WAYS).join(', ')}`);

const app = new App();
for (let index = 0; index < Number(count); index += 1) {
  const [name, namespace] = [`service-${index}`, `team-${index % NAMESPACES}`];
  make(new Chart(app, name, { namespace }), name, namespace);
}
// the same for both: what is measured is the making of objects, not the writer
synth(app, { outdir, checks: false });

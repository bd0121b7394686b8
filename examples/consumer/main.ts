import { App } from 'cdk8s';
import { explainFinding } from 'seaworthy/checks';
import { readSettings } from 'seaworthy/settings';
import { synth } from 'seaworthy/synth';
import { schema, Shop } from './shop';

const settings = readSettings(schema, [
  { from: 'base', values: { image: 'ghcr.io/acme/shop-api:1.4.2', minReplicas: 3 } },
  { from: 'prod', values: { minReplicas: 4 } },
]);
const app = new App();
new Shop(app, 'shop', settings);
const { files, warnings } = synth(app, { outdir: 'manifests' });
console.log(files.join('\n'));
for (const warning of warnings) console.warn(explainFinding(warning));

import { App, Chart, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Graph, WebService } from 'seaworthy';
import { rules } from 'seaworthy/checks';
import { field, readSettings } from 'seaworthy/settings';
import { render as renderAll } from 'seaworthy/synth';
import { only, render, snapshot, type RenderedObject } from 'seaworthy/testing';

const schema = field.group({ port: field.integer({ min: 1 }).describe('Port of the service') });
const { port } = readSettings(schema, [{ from: 'here', values: { port: 8080 } }]);

const chart: Chart = new Chart(new App(), 'shop', { namespace: 'shop' });
new WebService(chart, 'api', {
  image: 'ghcr.io/acme/shop-api:1.4.2',
  port,
  resources: { cpu: Cpu.millis(500), memory: Size.mebibytes(512) },
  scale: { replicas: 3 },
});
const objects: RenderedObject[] = render(chart);
console.log(
  JSON.stringify({
    port: only(objects, 'Deployment').spec['template']?.['spec']?.['containers']?.[0]?.['ports']?.[0]?.[
      'containerPort'
    ],
    objects: Object.keys(snapshot(chart)),
    same: renderAll(App.of(chart)).length === objects.length,
    rules: rules().length > 0,
    edges: Graph.of(chart).edges.length,
  }),
);

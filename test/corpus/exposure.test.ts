import { App, Chart } from 'cdk8s';
import { capabilities, declareEnvironment, WebService, type CallOptions, type CapabilitiesProps } from 'seaworthy';
import { render } from 'seaworthy/synth';
import { POD } from '../workloads/all-workloads';
import { ACCEPTED, REFUSED, type Exposed } from './exposure-cases';
import { expectRefusal, refusalOf } from './refusal-table';
import { expectSound } from './sound-manifest';

const SERVICE = { ...POD, port: 8080, scale: { replicas: 2 } };

/** Two services in a cluster, the one as JavaScript may write it, the other its caller. */
function rendered({ cluster, props, call }: Exposed) {
  const app = new App();
  const offers = capabilities(cluster as CapabilitiesProps);
  declareEnvironment(app, { name: 'prod', region: 'eu-west-1', capabilities: offers });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const api = new WebService(chart, 'api', { ...SERVICE, name: 'api', ...props });
  new WebService(chart, 'web', { ...SERVICE, name: 'web' }).calls(api, call as CallOptions | undefined);
  // what stands behind the entry and the mesh is elsewhere
  return render(app, { checks: false });
}

test.each(REFUSED)('rejects %s', (_title, exposed, ...wanted) => {
  expectRefusal(
    refusalOf(() => rendered(exposed)),
    ...wanted,
  );
});

test.each(ACCEPTED)('takes %s', (_title, exposed) => {
  expectSound(rendered(exposed));
});

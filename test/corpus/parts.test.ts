import { App, Chart } from 'cdk8s';
import { render } from 'seaworthy/synth';
import * as parts from './part-cases';
import { expectRefusal, refusalOf } from './refusal-table';
import * as scaling from './scaling-cases';
import * as secrets from './secret-cases';
import { expectSound } from './sound-manifest';
import * as tenancy from './tenancy-cases';

const FILES = [parts, scaling, secrets, tenancy];

function rendered(fill: (chart: Chart) => unknown) {
  const app = new App();
  fill(new Chart(app, 'shop', { namespace: 'shop' }));
  // parts stand alone here: what they refer to is elsewhere
  return render(app, { checks: false });
}

test.each(FILES.flatMap(({ REFUSED }) => REFUSED))('rejects %s', (_title, fill, ...wanted) => {
  expectRefusal(
    refusalOf(() => rendered(fill)),
    ...wanted,
  );
});

test.each(FILES.flatMap(({ ACCEPTED }) => ACCEPTED))('takes %s', (_title, fill) => {
  expectSound(rendered(fill));
});

import { App, Chart } from 'cdk8s';
import { render } from 'seaworthy/synth';
import { ACCEPTED, REFUSED } from './part-cases';
import { expectRefusal, refusalOf } from './refusal-table';
import { expectSound } from './sound-manifest';

function rendered(fill: (chart: Chart) => unknown) {
  const app = new App();
  fill(new Chart(app, 'shop', { namespace: 'shop' }));
  // parts stand alone here: what they refer to is elsewhere
  return render(app, { checks: false });
}

test.each(REFUSED)('rejects %s', (_title, fill, ...wanted) => {
  expectRefusal(
    refusalOf(() => rendered(fill)),
    ...wanted,
  );
});

test.each(ACCEPTED)('takes %s', (_title, fill) => {
  expectSound(rendered(fill));
});

import { ApiObject, App, Chart } from 'cdk8s';
import { render } from 'seaworthy/synth';
import { bareObjects } from '../../bench/subjects/workload/bare-objects';
import { fullWebService } from '../../bench/subjects/workload/web-service';

const rendered = (fill: (chart: Chart) => void) => {
  const app = new App();
  fill(new Chart(app, 'api', { namespace: 'shop' }));
  // what the service refers to is elsewhere
  return render(app, { checks: false });
};

test('a service of the workload benchmark renders the objects that stand beside it, with all parts', () => {
  const written = rendered((chart) => {
    for (const object of bareObjects('api', 'shop')) new ApiObject(chart, object.kind, object);
  });
  const made = rendered((chart) => {
    fullWebService(chart, 'api');
  });
  expect(made).toEqual(written);
  expect(made.map(({ kind }) => kind).sort()).toEqual([
    'ConfigMap',
    'Deployment',
    'ExternalSecret',
    'HorizontalPodAutoscaler',
    'NetworkPolicy',
    'PodDisruptionBudget',
    'Service',
    'ServiceAccount',
  ]);
});

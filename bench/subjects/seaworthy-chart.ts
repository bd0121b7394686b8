import { App, Chart } from 'cdk8s';
import { render } from 'seaworthy/synth';
import { webService } from './web-services';

/** The manifests of a chart with one service, made with Seaworthy. */
export function renderService(name: string): { kind: string }[] {
  const app = new App();
  webService(new Chart(app, 'shop', { namespace: 'shop' }), name);
  return render(app);
}

import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-27';
import { serviceObjects } from './service-objects';

/** The manifests of a chart with one service, made with cdk8s and cdk8s-plus alone. */
export function renderService(name: string): { kind: string }[] {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const { serviceAccount, ...others } = serviceObjects('shop', name, 'shop');
  new ServiceAccount(chart, `${name}-account`, { metadata: serviceAccount.metadata, automountToken: false });
  for (const object of Object.values(others)) new ApiObject(chart, `${name}-${object.kind}`, object);
  return Testing.synth(chart) as { kind: string }[];
}

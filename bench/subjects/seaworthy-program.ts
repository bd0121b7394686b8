/** Five hundred objects, written with Seaworthy. */
import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App, Chart } from 'cdk8s';
import { deploy, kubernetesProvider, Outputs } from 'seaworthy/pulumi';
import { DEFAULT_DENY, NAMESPACES, NOT_AWAITED, SERVICES, SYSTEM } from './five-hundred';
import { webService } from './web-services';

const app = new App({ resolvers: [new Outputs()] });
const namespace = NAMESPACES.with;
const chart = new Chart(app, SYSTEM, { namespace });
new ApiObject(chart, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
new ApiObject(chart, 'default-deny', {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'default-deny' },
  spec: DEFAULT_DENY,
});
for (const id of SERVICES) {
  const { deployment, service } = webService(chart, id);
  for (const object of [deployment, service])
    for (const [key, value] of Object.entries(NOT_AWAITED)) object.metadata.addAnnotation(key, value);
}
deploy(app, { provider: kubernetesProvider('cluster', { kubeconfig: new pulumi.Config().require('kubeconfig') }) });

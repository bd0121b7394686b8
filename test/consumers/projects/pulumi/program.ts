import * as pulumi from '@pulumi/pulumi';
import { App, Chart, Size } from 'cdk8s';
import { ConfigMap, Cpu } from 'cdk8s-plus-27';
import { WebService } from 'seaworthy';
import { deploy, kubernetesProvider, Outputs } from 'seaworthy/pulumi';

/** Deploys a service whose settings come from config and from another stack. */
export function program(): { readonly host: pulumi.Output<string> } {
  const network = new pulumi.StackReference('network', { name: 'acme/network/prod' });
  const host = network.requireOutput('host').apply(String);
  const outputs = new Outputs();
  const app = new App({ resolvers: [outputs] });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const data = { host: outputs.string(host), password: outputs.string(new pulumi.Config().requireSecret('password')) };
  new ConfigMap(chart, 'config', { metadata: { name: 'config' }, data });
  new WebService(chart, 'api', {
    image: 'ghcr.io/acme/shop-api:1.4.2',
    port: 8080,
    resources: { cpu: Cpu.millis(500), memory: Size.mebibytes(512) },
    scale: { replicas: 3 },
  });
  deploy(app, { provider: kubernetesProvider('cluster', { context: 'prod' }) });
  return { host };
}

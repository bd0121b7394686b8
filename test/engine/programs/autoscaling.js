/** A program for autoscaling.test.ts: a service that holds half of the CPU that its pods reserve, and gives pods back at once. */
const pulumi = require('@pulumi/pulumi');
const { App, Chart, Duration, Size } = require('cdk8s');
const { Cpu } = require('cdk8s-plus-27');
const { Percent, TenantNamespace, WebService } = require('seaworthy');
const { deploy, kubernetesProvider } = require('seaworthy/pulumi');

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });
new TenantNamespace(chart, 'namespace', { name: 'shop' });
new WebService(chart, 'api', {
  image: 'ghcr.io/acme/shop-api:1.4.2',
  port: 8080,
  resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(64) },
  scale: {
    min: 2,
    max: 6,
    cpu: Percent.of(50),
    behavior: {
      down: { stabilization: Duration.seconds(0), policies: [{ percent: 100, per: Duration.seconds(1) }] },
    },
  },
});

const kubeconfig = new pulumi.Config().require('kubeconfig');
deploy(app, { provider: kubernetesProvider('cluster', { kubeconfig }) });

/** A program for constructs.test.ts: a migration that never ends, and a service that waits for it. */
const pulumi = require('@pulumi/pulumi');
const { App, Chart, Duration, Size } = require('cdk8s');
const { Cpu } = require('cdk8s-plus-27');
const { Migration, TenantNamespace, WebService } = require('seaworthy');
const { deploy, kubernetesProvider } = require('seaworthy/pulumi');

const app = new App();
const chart = new Chart(app, 'late', { namespace: 'late' });
new TenantNamespace(chart, 'namespace', { name: 'late' });
const pods = {
  image: 'ghcr.io/acme/late:1.0.0',
  resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(64) },
};
const api = new WebService(chart, 'api', { ...pods, port: 80, scale: { replicas: 1 } });
new Migration(chart, 'expand', {
  ...pods,
  change: 'late',
  phase: 'expand',
  release: '1.0.0',
  before: [api],
  // no node has this label, so that its pod never runs
  placement: { nodeLabels: { pool: 'nowhere' } },
  deadline: Duration.seconds(1),
});

const kubeconfig = new pulumi.Config().require('kubeconfig');
deploy(app, { provider: kubernetesProvider('cluster', { kubeconfig }) });

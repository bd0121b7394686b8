/** A program for workloads.test.ts: the pages of the workloads, as they are, in a namespace that enforces the restricted profile. */
const pulumi = require('@pulumi/pulumi');
const { App, Chart, Duration, Size } = require('cdk8s');
const { Cpu } = require('cdk8s-plus-27');
const { Migration, TenantNamespace, WebService } = require('seaworthy');
const { deploy, kubernetesProvider } = require('seaworthy/pulumi');

const config = new pulumi.Config();
const provider = kubernetesProvider('cluster', { kubeconfig: config.require('kubeconfig') });

const platform = new App();
new TenantNamespace(new Chart(platform, 'platform'), 'namespace', { name: 'shop' });
const dependsOn = [...deploy(platform, { provider }).values()];

for (const page of config.requireObject('pages')) {
  const [Page] = Object.values(require(`../../../dist/docs/constructs/${page}`));
  const app = new App();
  new Page(app);
  deploy(app, { provider, prefix: `${page}/`, options: () => ({ dependsOn }) });
}

if (process.env.FAILING_MIGRATION) {
  const app = new App();
  const chart = new Chart(app, 'late', { namespace: 'shop' });
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
  deploy(app, { provider, prefix: 'late/', options: () => ({ dependsOn }) });
}

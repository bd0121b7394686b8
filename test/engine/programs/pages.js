/** A program for constructs.test.ts: pages as they are, and the namespaces that they take for granted, which enforce the restricted profile. */
const pulumi = require('@pulumi/pulumi');
const { App, Chart } = require('cdk8s');
const { TenantNamespace } = require('seaworthy');
const { deploy, kubernetesProvider } = require('seaworthy/pulumi');

const config = new pulumi.Config();
const provider = kubernetesProvider('cluster', { kubeconfig: config.require('kubeconfig') });

const platform = new App();
const namespaces = new Chart(platform, 'platform');
for (const name of config.requireObject('namespaces')) new TenantNamespace(namespaces, name, { name });
const dependsOn = [...deploy(platform, { provider }).values()];

for (const page of config.requireObject('pages')) {
  const [Page] = Object.values(require(`../../../dist/docs/constructs/${page}`));
  const app = new App();
  new Page(app);
  deploy(app, { provider, prefix: `${page}/`, options: () => ({ dependsOn }) });
}

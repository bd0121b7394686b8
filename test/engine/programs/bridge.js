/** A program for bridge.test.ts: secrets, live values, a rename and a mistake, by configuration. */
const pulumi = require('@pulumi/pulumi');
const { ApiObject, App, Chart } = require('cdk8s');
const { Construct } = require('constructs');
const { deploy, kubernetesProvider, Outputs } = require('seaworthy/pulumi');
const { renamed } = require('seaworthy/synth');

const config = new pulumi.Config();
const outputs = new Outputs();
const app = new App({ resolvers: [outputs] });

const platform = new Chart(app, 'platform');
new ApiObject(platform, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bridge' } });
new ApiObject(platform, 'policy', {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'default-deny', namespace: 'bridge' },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
});

new ApiObject(platform, 'definition', {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', listKind: 'WidgetList', plural: 'widgets', singular: 'widget' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
          },
        },
      },
    ],
  },
});

const chart = new Chart(app, 'shop', { namespace: 'bridge' });
const group = new Construct(chart, config.get('group') ?? 'api');
if (config.get('group')) renamed(group, { from: 'shop/api' });

// in two parts, so that only the state could hold the whole
const secret = outputs.string(pulumi.secret(Promise.resolve(['canary', '5f1c'].join('-'))));

new ApiObject(group, 'secret', {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'key' },
  stringData: { key: secret },
});
new ApiObject(group, 'config', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'config' },
  data: { url: `postgres://app:${secret}@db:${outputs.number(pulumi.output(5432))}/app`, plain: 'readable' },
});
const service = new ApiObject(group, 'service', {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'api' },
  spec: { selector: { app: 'api' }, ports: [{ port: outputs.number(pulumi.output(80)), targetPort: 3000 }] },
});
new ApiObject(group, 'address', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'address' },
  data: { address: outputs.from(service, (live) => live.spec.clusterIP) },
});
new ApiObject(group, 'deployment', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'api' },
  spec: {
    replicas: outputs.number(pulumi.output(1)),
    selector: { matchLabels: { app: 'api' } },
    template: {
      metadata: { labels: { app: 'api' } },
      spec: {
        containers: [
          {
            name: 'api',
            image: 'registry.example.com/api:1.0.0',
            env: [
              { name: 'PASSWORD', value: secret },
              { name: 'KEY', valueFrom: { secretKeyRef: { name: 'key', key: 'key' } } },
            ],
          },
        ],
      },
    },
  },
});
new ApiObject(group, 'widget', {
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name: 'widget' },
  spec: pulumi.output({ size: 3 }),
});
if (config.get('mistake')) {
  new ApiObject(group, 'mistake', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'mistake' },
    data: { url: `http://${pulumi.output('db')}/` },
  });
}

deploy(app, { provider: kubernetesProvider('cluster', { kubeconfig: config.require('kubeconfig') }) });

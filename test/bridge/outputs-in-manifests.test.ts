import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { deploy, Outputs } from '../../src/pulumi';
import { secret, UNKNOWN } from 'seaworthy/testing/pulumi';
import { CloudResource, dependencyNames, named, record } from './monitor';

interface Run {
  readonly outputs: Outputs;
  readonly chart: Chart;
  /** An Output of a cloud resource: known after deployment, unknown in a preview. */
  readonly cloud: pulumi.Output<string>;
}

/** Deploys one chart, `shop` in namespace `shop`, beside a cloud resource `db`. */
function run(build: (run: Run) => void, preview = false) {
  return record(
    () => {
      const outputs = new Outputs();
      const app = new App({ resolvers: [outputs] });
      const cloud = new CloudResource('db').id;
      build({ outputs, chart: new Chart(app, 'shop', { namespace: 'shop' }), cloud });
      deploy(app, { checks: false });
    },
    { preview },
  );
}

function configMap(
  chart: Chart,
  data: Record<string, unknown>,
  metadata: { name: string; namespace?: string } = { name: 'config' },
) {
  return new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
}

/** Data of the ConfigMap `shop/config` after a run. */
async function data(build: (run: Run) => Record<string, unknown>, preview = false): Promise<unknown> {
  const registrations = await run((it) => configMap(it.chart, build(it)), preview);
  return named(registrations, 'shop/config').inputs['data'];
}

test('an Output in ConfigMap data resolves at its leaf', async () => {
  expect(await data(({ outputs, cloud }) => ({ host: outputs.string(cloud), port: '5432' }))).toEqual({
    host: 'db-id',
    port: '5432',
  });
});

test('Outputs inside a longer text resolve within it', async () => {
  const build = ({ outputs, cloud }: Run) => ({
    url: `postgres://app@${outputs.string(cloud)}:${outputs.number(pulumi.output(5432))}/app`,
  });
  expect(await data(build)).toEqual({ url: 'postgres://app@db-id:5432/app' });
});

test('an Output written directly into the props of an ApiObject resolves, inside Lazy too', async () => {
  expect(await data(({ cloud }) => ({ host: cloud, late: Lazy.any({ produce: () => cloud }) }))).toEqual({
    host: 'db-id',
    late: 'db-id',
  });
});

test('a promise resolves as an Output does', async () => {
  expect(await data(({ outputs }) => ({ a: outputs.string(Promise.resolve('later')) }))).toEqual({ a: 'later' });
});

test('plain values pass through string() and number() as they are', () => {
  const outputs = new Outputs();
  expect(outputs.string('plain')).toBe('plain');
  expect(outputs.number(3000)).toBe(3000);
});

test('Outputs resolve in the name and the namespace of an object', async () => {
  const registrations = await run(({ outputs, chart, cloud }) =>
    configMap(chart, {}, { name: outputs.string(cloud), namespace: `team-${outputs.string(cloud)}` }),
  );
  expect(named(registrations, 'shop/config').inputs['metadata']).toMatchObject({
    name: 'db-id',
    namespace: 'team-db-id',
  });
});

test('Outputs resolve in image, env value, argument, annotation, port and replicas of cdk8s-plus and plain objects', async () => {
  const registrations = await run(({ outputs, chart, cloud }) => {
    new kplus.Deployment(chart, 'api', {
      metadata: { name: 'api', annotations: { 'example.com/database': outputs.string(cloud) } },
      containers: [
        {
          image: `registry.example.com/${outputs.string(cloud)}:1.2.3`,
          args: ['--database', outputs.string(cloud)],
          envVariables: { DATABASE: kplus.EnvValue.fromValue(outputs.string(cloud)) },
        },
      ],
    });
    new ApiObject(chart, 'scaled', {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name: 'scaled' },
      spec: {
        replicas: outputs.number(pulumi.output(3)),
        template: { spec: { containers: [{ ports: [{ containerPort: outputs.number(pulumi.output(3000)) }] }] } },
      },
    });
  });
  const api = named(registrations, 'shop/api').inputs;
  expect(api).toMatchObject({
    metadata: { annotations: { 'example.com/database': 'db-id' } },
    spec: {
      template: {
        spec: {
          containers: [
            {
              image: 'registry.example.com/db-id:1.2.3',
              args: ['--database', 'db-id'],
              env: [{ name: 'DATABASE', value: 'db-id' }],
            },
          ],
        },
      },
    },
  });
  expect(named(registrations, 'shop/scaled').inputs).toMatchObject({
    spec: { replicas: 3, template: { spec: { containers: [{ ports: [{ containerPort: 3000 }] }] } } },
  });
});

test('an Output of a list, a map or a boolean resolves as one leaf of a custom resource or of a JSON patch', async () => {
  const registrations = await run(({ outputs, chart }) => {
    const widget = new ApiObject(chart, 'widget', {
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: { name: 'widget' },
      spec: {
        tolerations: outputs.value(pulumi.output([{ key: 'spot' }])),
        tree: { deep: [pulumi.output({ on: true })] },
      },
    });
    widget.addJsonPatch(JsonPatch.add('/spec/paused', outputs.value(pulumi.output(false))));
  });
  expect(named(registrations, 'shop/widget').inputs['spec']).toEqual({
    tolerations: [{ key: 'spot' }],
    tree: { deep: [{ on: true }] },
    paused: false,
  });
});

test('a secret Output is secret at its leaf, and what is beside it stays readable', async () => {
  const registrations = await run(({ outputs, chart }) => {
    const password = outputs.string(pulumi.secret('canary'));
    configMap(chart, { plain: 'readable', password, url: `postgres://app:${password}@host` });
    new kplus.Deployment(chart, 'api', {
      metadata: { name: 'api' },
      containers: [{ image: 'api:1', envVariables: { PASSWORD: kplus.EnvValue.fromValue(password) } }],
    });
  });
  expect(named(registrations, 'shop/config').inputs['data']).toEqual({
    plain: 'readable',
    password: secret('canary'),
    url: secret('postgres://app:canary@host'),
  });
  expect(named(registrations, 'shop/api').inputs).toMatchObject({
    spec: {
      template: {
        spec: { containers: [{ image: 'api:1', env: [{ name: 'PASSWORD', value: secret('canary') }] }] },
      },
    },
  });
});

test('data and stringData of a Secret are secret even when they are plain', async () => {
  const registrations = await run(
    ({ chart }) =>
      new ApiObject(chart, 'key', {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'key' },
        type: 'Opaque',
        stringData: { a: 'b' },
        data: { c: 'ZA==' },
      }),
  );
  const { inputs, additionalSecretOutputs } = named(registrations, 'shop/key');
  expect(inputs).toMatchObject({ type: 'Opaque', stringData: secret({ a: 'b' }), data: secret({ c: 'ZA==' }) });
  expect(additionalSecretOutputs).toEqual(['data', 'stringData']);
});

test('in a preview an unknown Output is unknown at its leaf, and everything else is known', async () => {
  const build = ({ outputs, cloud }: Run) => ({
    host: outputs.string(cloud),
    url: `http://${outputs.string(cloud)}/`,
    port: '80',
  });
  expect(await data(build, true)).toEqual({ host: UNKNOWN, url: UNKNOWN, port: '80' });
});

test('an unknown name still links the objects that use it', async () => {
  const registrations = await run(({ outputs, chart, cloud }) => {
    const serviceAccount = new kplus.ServiceAccount(chart, 'account', { metadata: { name: outputs.string(cloud) } });
    new kplus.Deployment(chart, 'api', { metadata: { name: 'api' }, serviceAccount, containers: [{ image: 'api:1' }] });
  }, true);
  const api = named(registrations, 'shop/api');
  expect(api.inputs).toMatchObject({ spec: { template: { spec: { serviceAccountName: UNKNOWN } } } });
  expect(dependencyNames(api)).toContain('shop/account');
});

test('the cloud resource behind an Output is a dependency of the object that holds it', async () => {
  const registrations = await run(({ outputs, chart, cloud }) => configMap(chart, { host: outputs.string(cloud) }));
  expect(dependencyNames(named(registrations, 'shop/config'))).toEqual(['db']);
});

test('the same Output is the same token, so that selectors equal labels', () => {
  const outputs = new Outputs();
  const name = pulumi.output('api');
  expect(outputs.string(name)).toBe(outputs.string(name));
  expect(outputs.string(pulumi.output('api'))).not.toBe(outputs.string(name));
});

import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { deploy, Outputs } from '../../src/pulumi';
import { record } from './monitor';

/** Deploys an App and returns what it was refused with; nothing may have been registered. */
async function refused(build: (app: App, outputs: Outputs) => void, resolvers = true): Promise<string> {
  let message = 'nothing was refused';
  const registrations = await record(() => {
    const outputs = new Outputs();
    const app = new App(resolvers ? { resolvers: [outputs] } : {});
    build(app, outputs);
    try {
      deploy(app, { checks: false });
    } catch (error) {
      if (!pulumi.RunError.isInstance(error)) throw error;
      message = error.message;
    }
  });
  expect(registrations).toEqual([]);
  return message;
}

function configMap(app: App, data: unknown): ApiObject {
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  return new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data });
}

test('rejects a raw Output in a template literal and names the place', async () => {
  // eslint-disable-next-line @typescript-eslint/restrict-template-expressions, @typescript-eslint/no-base-to-string -- the mistake itself
  const message = await refused((app) => configMap(app, { url: `http://${pulumi.output('db')}/` }));
  expect(message).toContain('[shop/a] data.url has a Pulumi Output written into text');
  expect(message).toContain('outputs.string(output)');
});

test('rejects an Output turned into JSON, and one in a JSON patch, which cdk8s would write as text', async () => {
  expect(await refused((app) => configMap(app, { config: JSON.stringify({ host: pulumi.output('db') }) }))).toContain(
    '[shop/a] data.config has a Pulumi Output written into text',
  );
  expect(
    await refused((app) => {
      configMap(app, { host: 'x' }).addJsonPatch(JsonPatch.replace('/data/host', pulumi.output('db')));
    }),
  ).toContain('[shop/a] data.host has a Pulumi Output written into text');
});

test('rejects a token that another App made', async () => {
  const other = new Outputs();
  expect(await refused((app) => configMap(app, { host: other.string(pulumi.output('db')) }))).toContain(
    "[shop/a] data.host holds a token that this App's Outputs did not make; make it with Outputs.of(construct) of the same App",
  );
});

test('rejects an Output in an App without Outputs', async () => {
  expect(await refused((app) => configMap(app, { host: pulumi.output('db') }), false)).toContain(
    '[shop/a] holds a Pulumi Output that nothing resolves; create the App with `resolvers: [outputs]`',
  );
});

test('rejects a token as a key', async () => {
  expect(await refused((app, outputs) => configMap(app, { [outputs.string(pulumi.output('k'))]: 'v' }))).toMatch(
    /\[shop\/a\] data\S+ has a token as its key; keys must be known before deployment/,
  );
});

test('rejects what is left of a token that was cut, or changed to capital letters', async () => {
  const token = (outputs: Outputs) => outputs.string(pulumi.output('x'));
  expect(await refused((app, outputs) => configMap(app, { a: token(outputs).slice(0, 20) }))).toContain(
    'data.a holds a token that was cut',
  );
  expect(await refused((app, outputs) => configMap(app, { a: token(outputs).toUpperCase() }))).toContain(
    'data.a holds a token that was cut',
  );
});

test('rejects arithmetic on a token, which gives NaN', async () => {
  const message = await refused((app, outputs) => {
    const port = outputs.number(pulumi.output(3000));
    configMap(app, { port: Number(port) * 2 });
  });
  expect(message).toContain('[shop/a] data.port is NaN');
  expect(message).toContain('calculate on the Output itself, with apply()');
});

test('rejects a token in base64 in the data of a Secret', async () => {
  const message = await refused((app, outputs) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const data = { key: Buffer.from(outputs.string(pulumi.output('x'))).toString('base64') };
    new ApiObject(chart, 'key', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'k' }, data });
  });
  expect(message).toContain('[shop/key] data["key"] is a token in base64; use stringData');
});

test('rejects an apiVersion or kind that only a deployment knows, and a list of objects', async () => {
  const message = await refused((app, outputs) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const unknown = outputs.string(pulumi.output('v1'));
    new ApiObject(chart, 'a', { apiVersion: unknown, kind: 'ConfigMap', metadata: { name: 'a' } });
    new ApiObject(chart, 'b', { apiVersion: 'v1', kind: unknown, metadata: { name: 'b' } });
    new ApiObject(chart, 'c', { apiVersion: 'v1', kind: 'List', metadata: { name: 'c' }, items: [] });
  });
  expect(message).toContain('[shop/a] apiVersion holds a value that only a deployment knows');
  expect(message).toContain('[shop/b] kind holds a value that only a deployment knows');
  expect(message).toContain('[shop/c] kind List holds several objects');
});

test('rejects an object without a namespace, a name, an apiVersion or a kind', async () => {
  const message = await refused((app) => {
    const chart = new Chart(app, 'shop');
    new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
    new ApiObject(chart, 'b', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '', namespace: 'shop' } });
    new ApiObject(chart, 'c', { apiVersion: 'v1', kind: '', metadata: { name: 'c', namespace: 'shop' } });
  });
  expect(message).toContain('[shop/a] ConfigMap a has no metadata.namespace; set it, or the namespace of its Chart');
  expect(message).toContain('[shop/b] has no metadata.name');
  expect(message).toContain('[shop/c] has no kind');
});

test('rejects all problems at once, counted', async () => {
  const message = await refused((app, outputs) => {
    const map = configMap(app, { a: Number.NaN, b: outputs.string(pulumi.output('x')).slice(1) });
    map.node.addValidation({ validate: () => ['replicas 0 is too few'] });
  });
  expect(message).toContain('3 problems');
  expect(message).toContain('[shop/a] replicas 0 is too few');
  expect(message).toContain('[shop/a] data.a is NaN');
  expect(message).toContain('[shop/a] data.b holds a token that was cut');
});

test('rejects one Outputs for two Apps', async () => {
  await record(() => {
    const outputs = new Outputs();
    deploy(new App({ resolvers: [outputs] }));
    expect(() => deploy(new App({ resolvers: [outputs] }))).toThrow('one Outputs serves two Apps');
  });
});

test('rejects Outputs.of in an App without Outputs, with the construct and the fix', () => {
  const chart = new Chart(new App(), 'shop');
  expect(() => Outputs.of(chart)).toThrow('[shop] is in an App without Outputs; create the App with');
  const outputs = new Outputs();
  expect(Outputs.of(new Chart(new App({ resolvers: [outputs] }), 'shop'))).toBe(outputs);
});

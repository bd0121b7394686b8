import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import * as pulumi from '@pulumi/pulumi';
import { ApiObject, App, Chart } from 'cdk8s';
import { deploy, Outputs } from 'seaworthy/pulumi';
import { matchers } from 'seaworthy/testing';
import { mockStack, secret, UNKNOWN } from 'seaworthy/testing/pulumi';

expect.extend(matchers);

class Thing extends pulumi.CustomResource {
  declare public readonly size: pulumi.Output<number>;

  constructor(name: string, inputs: pulumi.Inputs = {}) {
    super('acme:index:Thing', name, { size: undefined, ...inputs });
  }
}

test('resources are plain data, in the order of registration', async () => {
  const { resources } = await mockStack({ project: 'shop', stack: 'dev' }, () => {
    new Thing('second', { of: new Thing('first', { size: 2 }).size });
  });
  expect(resources.map(({ urn, custom, inputs }) => [urn, custom, inputs])).toEqual([
    ['urn:pulumi:dev::shop::acme:index:Thing::first', true, { size: 2 }],
    ['urn:pulumi:dev::shop::acme:index:Thing::second', true, { of: 2 }],
  ]);
});

test('a program sees its project, its stack and its config, with secrets as secrets', async () => {
  const config = { replicas: 3, hosts: ['a', 'b'], password: secret('canary'), 'aws:region': 'eu-west-1' };
  const { outputs } = await mockStack({ project: 'shop', stack: 'dev', config }, () => {
    const own = new pulumi.Config();
    return {
      name: `${pulumi.getProject()}/${pulumi.getStack()}`,
      replicas: own.requireNumber('replicas'),
      hosts: own.requireObject('hosts'),
      region: new pulumi.Config('aws').require('region'),
      password: own.requireSecret('password'),
    };
  });
  expect(outputs).toEqual({
    name: 'shop/dev',
    replicas: 3,
    hosts: ['a', 'b'],
    region: 'eu-west-1',
    password: secret('canary'),
  });
});

test('config of one stack does not reach the next', async () => {
  await mockStack({ config: { key: 'x' } }, () => undefined);
  const { outputs } = await mockStack({}, () => ({ key: new pulumi.Config().get('key') ?? 'absent' }));
  expect(outputs).toEqual({ key: 'absent' });
});

test('stack references give what was said of them, secret where it is', async () => {
  const stackReferences = { 'acme/network/prod': { vpc: 'vpc-1', token: secret('canary') } };
  const { outputs } = await mockStack({ stackReferences }, () => {
    const network = new pulumi.StackReference('network', { name: 'acme/network/prod' });
    return { vpc: network.requireOutput('vpc'), token: network.requireOutput('token') };
  });
  expect(outputs).toEqual({ vpc: 'vpc-1', token: secret('canary') });
});

test('rejects a reference to a stack that was not given, with those that were', async () => {
  const run = mockStack({ stackReferences: { 'acme/network/dev': {} } }, () => {
    new pulumi.StackReference('acme/network/prod');
  });
  await expect(run).rejects.toThrow(
    "stack reference 'acme/network/prod' is not in stackReferences (acme/network/dev); add it",
  );
});

test('secrets and unknown values are marked in inputs', async () => {
  const { resources } = await mockStack({ preview: true }, () => {
    const first = new Thing('first');
    new Thing('second', { of: first.id, password: pulumi.secret('canary'), known: 'x' });
  });
  expect({ resources }).toRegister('second', { of: UNKNOWN, password: secret('canary'), known: 'x' });
});

test('types have the outputs, functions the results that they are given', async () => {
  const given = {
    outputs: { 'acme:index:Thing': { size: 7 } },
    calls: { 'acme:index:zones': { names: ['a', 'b'] } },
  };
  const { outputs } = await mockStack(given, async () => {
    const zones: unknown = await pulumi.runtime.invoke('acme:index:zones', {});
    return { size: new Thing('first').size, zones };
  });
  expect(outputs).toEqual({ size: 7, zones: { names: ['a', 'b'] } });
});

test('resources that are made late, inside apply and after other promises, are awaited', async () => {
  const { resources } = await mockStack({}, async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    new Thing('first').id.apply((id) => new Thing(`after-${id}`));
  });
  expect(resources.map(({ name }) => name)).toEqual(['first', 'after-first-id']);
});

test('an App that is deployed is registered with its Outputs in place', async () => {
  const stack = await mockStack({ project: 'shop', stack: 'dev' }, () => {
    const outputs = new Outputs();
    const chart = new Chart(new App({ resolvers: [outputs] }), 'shop', { namespace: 'shop' });
    const data = { host: outputs.string(new Thing('db').id) };
    new ApiObject(chart, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data });
    deploy(App.of(chart), { checks: false });
  });
  expect(stack).toRegister('shop/a', { kind: 'ConfigMap', data: { host: 'db-id' } });
  expect(stack.resources).not.toRegister('shop/a', { data: { host: 'other' } });
  expect(() => {
    expect(stack).toRegister('shop/b');
  }).toThrow('expected shop/b to be registered; registered are ');
  expect(() => {
    expect(stack).toRegister('shop/a', { data: { host: 'other' } });
  }).toThrow('data.host is "db-id", expected "other"');
});

test('rejects with what the program throws, at once or late', async () => {
  const fail = () => {
    throw new Error('no such zone');
  };
  await expect(mockStack({}, fail)).rejects.toThrow('no such zone');
  await expect(mockStack({}, () => Promise.reject(new Error('late')))).rejects.toThrow('late');
});

test('rejects two resources of one type and name', async () => {
  const twins = () => {
    new Thing('a');
    new Thing('a');
  };
  await expect(mockStack({ project: 'shop', stack: 'dev' }, twins)).rejects.toThrow(
    'duplicate resource URN urn:pulumi:dev::shop::acme:index:Thing::a',
  );
});

test('rejects a stack that starts while another one runs', async () => {
  const first = mockStack({}, () => new Promise((resolve) => setTimeout(resolve, 5)));
  await expect(mockStack({}, () => undefined)).rejects.toThrow('another mockStack is running');
  await first;
  await expect(mockStack({}, () => ({ a: 1 }))).resolves.toMatchObject({ outputs: { a: 1 } });
});

test('resources are awaited that a program makes after files, timers and processes whose promise it does not return', async () => {
  const { resources } = await mockStack({}, () => {
    const late = async (): Promise<void> => {
      for (let read = 0; read < 20; read++) await readFile(__filename);
      new Thing('after-files');
      await new Promise((resolve) => setTimeout(resolve, 50));
      new Thing('after-time');
      await promisify(execFile)(process.execPath, ['--version']);
      new Thing('after-process');
    };
    void late();
  });
  expect(resources.map(({ name }) => name)).toEqual(['after-files', 'after-time', 'after-process']);
});

test('a program that never ends is not waited for', async () => {
  const timer = { stop: (): void => undefined };
  const { resources } = await mockStack({}, () => {
    const interval = setInterval(() => undefined, 1000);
    timer.stop = () => {
      clearInterval(interval);
    };
    new Thing('first');
  });
  timer.stop();
  expect(resources.map(({ name }) => name)).toEqual(['first']);
});

describe('a module', () => {
  const make = (name: string) => () => {
    new Thing(name);
    return { made: name };
  };

  test.each([
    ['that is a function', () => ({ default: make('a') })],
    ['whose default is an async function', () => ({ default: () => Promise.resolve(make('a')()) })],
    ['that is a function, given as it is', () => make('a')],
  ])('%s is called as Pulumi calls it, each time', async (_, program) => {
    for (const { resources, outputs } of [await mockStack({}, program), await mockStack({}, program)]) {
      expect(resources.map(({ name }) => name)).toEqual(['a']);
      expect(outputs).toEqual({ made: 'a' });
    }
  });

  test('compiled from a default export to CommonJS is not called: Pulumi does not call it either', async () => {
    const { resources } = await mockStack({}, () => ({ __esModule: true, default: make('a') }));
    expect(resources).toEqual([]);
  });

  test.each<[string, (loaded: object) => object]>([
    ['that exports by name', (loaded) => loaded],
    ['that exports one object', (loaded) => ({ default: loaded })],
  ])('%s and was run by an earlier stack is refused: it does not run again', async (_, imported) => {
    const loaded = { host: 'a.example' };
    let isLoaded = false;
    const program = () => {
      if (!isLoaded) new Thing('a');
      isLoaded = true;
      return imported(loaded);
    };
    expect((await mockStack({}, program)).outputs).toEqual(loaded);
    await expect(mockStack({}, program)).rejects.toThrow(
      /^the program registered nothing: an earlier mockStack loaded its module.*allowed: .*export a function/,
    );
  });
});

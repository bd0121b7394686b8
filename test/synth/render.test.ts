import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { ApiObject, App, Chart, JsonPatch, Lazy, type IResolver } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { numberTokenText, tokenText } from '../../src/core/token';
import { render, synth, SynthesisError } from '../../src/synth';
import { emit } from '../../src/synth/emit';

const shout: IResolver = {
  resolve(context) {
    const value: unknown = context.value;
    if (value === 'whisper') context.replaceValue('SHOUT');
  },
};

/** A tree with all that cdk8s offers: nested charts, resolvers, Lazy, patches, cdk8s-plus, dependencies. */
function everything(outdir: string): App {
  const app = new App({ outdir, resolvers: [shout] });
  const platform = new Chart(app, 'platform');
  const namespace = new kplus.Namespace(platform, 'namespace', { metadata: { name: 'shop' } });
  const shop = new Chart(app, 'shop', { namespace: 'shop', labels: { team: 'shop' } });
  shop.addDependency(namespace);
  const api = new kplus.Deployment(new Construct(shop, 'api'), 'deployment', {
    containers: [{ image: 'api:1', portNumber: 80 }],
  });
  api.exposeViaService();
  new kplus.HorizontalPodAutoscaler(shop, 'autoscaler', { target: api, maxReplicas: 4 });
  const nested = new Chart(shop, 'nested', { namespace: 'shop' });
  const map = new ApiObject(nested, 'map', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'map' },
    data: { a: 'whisper', b: Lazy.any({ produce: () => 'late' }) as unknown, c: undefined, d: 'x' },
  });
  map.addJsonPatch(JsonPatch.remove('/data/d'), JsonPatch.add('/immutable', true));
  api.node.addDependency(map);
  return app;
}

function stock(app: App, outdir: string): unknown[] {
  app.synth();
  return readdirSync(outdir).flatMap((file) =>
    parseAllDocuments(readFileSync(join(outdir, file), 'utf8')).map((document) => document.toJS() as unknown),
  );
}

const identity = (object: unknown) => JSON.stringify(object);

test('stock synthesis of the same tree gives the same objects, before and after', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'seaworthy-'));
  try {
    const app = everything(outdir);
    const before = render(app, { checks: false }).map(identity).sort();
    expect(stock(app, outdir).map(identity).sort()).toEqual(before);
    expect(render(app, { checks: false }).map(identity).sort()).toEqual(before);
    expect(before).toHaveLength(5);
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

test('rendering neither changes the tree nor touches the disk', () => {
  const app = everything('never-written');
  const constructs = app.node.findAll().map(({ node }) => [node.path, node.dependencies.length]);
  render(app, { checks: false });
  expect(app.node.findAll().map(({ node }) => [node.path, node.dependencies.length])).toEqual(constructs);
  expect(readdirSync('.')).not.toContain('never-written');
});

function yaml(fields: object): string {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new ApiObject(chart, 'a', { ...fields, apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
  return emit(render(app));
}

/** What is refused of data: the same by `render`, and by `synth`, which looks at the text of an object first. */
function refusals(data: unknown): readonly string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'seaworthy-'));
  try {
    const [rendered, written] = [refusalsBy(data, render), refusalsBy(data, (app) => synth(app, { outdir }))];
    expect(written).toEqual(rendered);
    return rendered;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function refusalsBy(data: unknown, run: (app: App) => unknown): readonly string[] {
  const app = new App();
  new ApiObject(new Chart(app, 'shop', { namespace: 'shop' }), 'a', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a' },
    data,
  });
  try {
    run(app);
  } catch (error) {
    if (error instanceof SynthesisError) return error.problems.map(({ path, message }) => `[${path}] ${message}`);
    throw error;
  }
  return [];
}

test('rejects a token in plain synthesis, with construct and field', () => {
  const text = tokenText({ registry: '000000', index: 3 });
  expect(
    refusals({ list: [{ 'a.b/c': `x-${text}` }], port: numberTokenText({ registry: '00000a', index: 0 }) }),
  ).toEqual([
    expect.stringContaining('[shop/a] data.list[0]["a.b/c"] holds a value that only a deployment knows'),
    expect.stringContaining('[shop/a] data.port holds a value that only a deployment knows'),
  ]);
});

test.each([
  ['NaN', Number.NaN, 'data.x is NaN, no number that can be written'],
  ['infinity', -Infinity, 'data.x is -Infinity, no number that can be written'],
  ['a function', () => 1, 'data.x is a function, no plain data'],
  ['a big integer', 1n, 'data.x is a bigint, no plain data'],
  ['a class instance', new Map(), 'data.x is a Map, no plain data; write its value as text'],
  ['a date in a list', [{ at: new Date(0) }], 'data.x[0].at is a Date, no plain data; write its value as text'],
])('rejects %s with construct and field', (_, x, message) => {
  expect(refusals({ x })).toEqual([expect.stringContaining(`[shop/a] ${message}`)]);
});

/** Data that hold themselves: `up` is the data again. */
function endless(): Record<string, unknown> {
  const data: Record<string, unknown> = { a: 1 };
  data.up = data;
  return data;
}

function nested(levels: number): unknown {
  let data: unknown = 'x';
  for (let level = 0; level < levels; level += 1) data = { a: data };
  return data;
}

test.each([
  ['themselves', endless(), 'data.up is data again, so that it has no end'],
  ['themselves in a list', [[endless()]], 'data[0][0].up is data[0][0] again, so that it has no end'],
  ['themselves, produced late', Lazy.any({ produce: endless }), 'data.up is data again, so that it has no end'],
  ['too many levels to render', nested(20_000), 'data.a.a.a.a.a.a.a... goes deeper than 500 levels'],
  ['too many levels to be read', nested(500), 'data.a.a.a.a.a.a.a... goes deeper than 500 levels'],
])('rejects data that hold %s, with construct and field', (_, data, message) => {
  expect(refusals(data)).toEqual([expect.stringContaining(`[shop/a] ${message}`)]);
});

test('data that go as deep as allowed, and data in two places, are rendered', () => {
  const shared = { a: 1 };
  expect(refusals(nested(499))).toEqual([]);
  expect(refusals({ x: shared, y: [shared, shared] })).toEqual([]);
});

test.each([
  [
    'the key constructor',
    { a: { constructor: 'x' } },
    "data.a has the key 'constructor', which cdk8s takes for the class",
  ],
  [
    'no prototype',
    [Object.assign(Object.create(null), { a: 1 })],
    'data[0] has no prototype, which cdk8s does not render',
  ],
])('rejects plain data with %s, which cdk8s does not take for such, with construct and field', (_, data, message) => {
  expect(refusals(data)).toEqual([expect.stringContaining(`[shop/a] ${message}`)]);
});

describe('JSON patches', () => {
  const patched = (kind: string, ...patches: JsonPatch[]) => {
    const app = new App();
    const secret = new ApiObject(new Chart(app, 'shop', { namespace: 'shop' }), 'a', {
      apiVersion: 'v1',
      kind,
      metadata: { name: 'a' },
      data: { a: 'c2VjcmV0' },
    });
    secret.addJsonPatch(...patches);
    return app;
  };

  test.each([
    ['NaN', Number.NaN, 'the value is NaN, no number that can be written'],
    ['infinity in a list', [{ a: Infinity }], '[0].a is Infinity, no number that can be written'],
    ['a function', () => 1, 'the value is a function, no plain data'],
    ['a big integer', 1n, 'the value is a bigint, no plain data'],
    ['a class instance', { x: new Map() }, 'x is a Map, no plain data; write its value as text'],
    ['a Lazy', Lazy.any({ produce: () => 1 }), 'the value is a Lazy, which nothing produces in a patch'],
    ['data that hold themselves', endless(), 'up is the object again, so that it has no end'],
  ])('rejects %s, which JSON would lose, with construct, patch and field', (_, value, message) => {
    const app = patched('ConfigMap', JsonPatch.remove('/data/a'), JsonPatch.add('/data/x', value));
    expect(() => render(app)).toThrow(`[shop/a] JSON patch 1 (add /data/x): ${message}`);
  });

  test('plain data, and what says itself as JSON, are applied', () => {
    const app = patched('ConfigMap', JsonPatch.add('/data', { b: '1', a: new Date(0) }));
    expect(render(app)[0]).toMatchObject({ data: { a: '1970-01-01T00:00:00.000Z', b: '1' } });
  });

  test('one that does not apply is told without the values of the object', () => {
    const app = patched('Secret', JsonPatch.test('/data/a', 'b3RoZXI='));
    let told: unknown;
    try {
      render(app, { checks: false });
    } catch (error) {
      told = error;
    }
    expect(String(told)).toContain('[shop/a] JSON patch 0 (test /data/a) does not apply: Test operation failed');
    // as Node.js prints an error that nobody catches, with its cause
    expect(inspect(told, { depth: 10 })).not.toMatch(/c2VjcmV0|b3RoZXI=/);
  });
});

test.each(['List', 'ConfigMapList'])('rejects a %s: nothing in it would be checked or ordered', (kind) => {
  const app = new App();
  new ApiObject(new Chart(app, 'shop', { namespace: 'shop' }), 'a', { apiVersion: 'v1', kind, items: [] });
  expect(() => render(app)).toThrow(
    `1 problem:\n  [shop/a] kind ${kind} holds several objects, which no rule could look at`,
  );
});

test.each<[string, () => unknown, string]>([
  ['nothing', () => undefined, 'what is to be rendered is no App of cdk8s; pass the App itself'],
  ['a chart', () => new Chart(new App(), 'shop'), '[shop] is no App but a construct in one; pass the App itself'],
])('rejects %s in place of an App', (_, make, message) => {
  expect(() => render(make() as App)).toThrow(message);
});

test('rejects an object of a class of its own that renders to itself, beside the problems of others', () => {
  class Ring extends ApiObject {
    public override toJson(): unknown {
      const manifest: Record<string, unknown> = { ...(super.toJson() as Record<string, unknown>), list: [1] };
      manifest.list = [manifest];
      return manifest;
    }
  }
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new Ring(chart, 'ring', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ring' } });
  new ApiObject(chart, 'v', { apiVersion: 'v', kind: 'ConfigMap', metadata: { name: 'v' } });
  expect(() => render(app)).toThrow(
    /2 problems:\n.*\[shop\/ring\] list\[0\] is the object again, so that it has no end; .*\n.*\[shop\/v\] apiVersion 'v'/,
  );
});

test('a stack that overflows elsewhere is told as it was thrown', () => {
  const overflow = (): number => overflow() + 1;
  expect(refusals(Lazy.any({ produce: overflow }))).toEqual([
    expect.stringContaining('[shop/a] RangeError: Maximum call stack size exceeded'),
  ]);
});

test('the order in which fields were given changes nothing', () => {
  fc.assert(
    fc.property(
      fc
        .dictionary(
          // cdk8s takes a map with this key for an instance of a class, and refuses it
          fc.string({ minLength: 1 }).filter((key) => key !== 'constructor'),
          fc.integer(),
          { noNullPrototype: true },
        )
        .chain((data) =>
          fc.tuple(
            fc.constant(data),
            fc.shuffledSubarray(Object.entries(data), { minLength: Object.keys(data).length }),
          ),
        ),
      ([data, shuffled]) => {
        expect(yaml({ data })).toBe(yaml({ data: Object.fromEntries(shuffled) }));
      },
    ),
  );
});

test.each(['apps', 'V1', 'apps/', '/v1'])('rejects the apiVersion %s', (apiVersion) => {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new ApiObject(chart, 'a', { apiVersion, kind: 'Deployment', metadata: { name: 'a' } });
  expect(() => render(app)).toThrow(
    `[shop/a] apiVersion '${apiVersion}' is no API version; allowed: v1, or group/version`,
  );
});

test('text about Pulumi outputs is no token', () => {
  expect(refusals({ a: 'see pulumi-output-formats in the manual', b: 'output-000000-1' })).toEqual([]);
});

test('rejects everything at once: props, values, namespaces, twins and cycles, each with its construct', () => {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const bare = new Chart(app, 'bare');
  const map = (scope: Construct, id: string, name: string, data = {}) =>
    new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
  map(chart, 'refused', 'a').node.addValidation({ validate: () => ['scale.max 2 is less than scale.min (3)'] });
  map(chart, 'thrown', 'b').node.addValidation({
    validate: () => {
      throw new Error('a validation that fails itself');
    },
  });
  map(chart, 'strange', 'e', { x: new Map() });
  map(chart, 'value', 'c', { x: Number.NaN });
  map(chart, 'twin', 'a');
  map(bare, 'homeless', 'd');
  const [x, y] = [map(chart, 'x', 'x'), map(chart, 'y', 'y')];
  x.addDependency(y);
  y.addDependency(x);
  let paths: string[] = [];
  try {
    render(app);
  } catch (error) {
    if (error instanceof SynthesisError) paths = error.problems.map(({ path }) => path);
  }
  expect(paths).toEqual([
    'shop/refused',
    'shop/thrown',
    'shop/strange',
    'shop/value',
    'bare/homeless',
    'shop/twin',
    'shop/x',
  ]);
});

test('every construct is validated once', () => {
  const app = new App();
  let calls = 0;
  const count = { validate: () => [`call ${++calls}`].slice(1) };
  for (const id of ['a', 'b', 'c']) new Chart(app, id).node.addValidation(count);
  render(app);
  expect(calls).toBe(3);
});

describe('checks', () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'a' },
    spec: { selector: { app: 'nobody' }, ports: [{ port: 80 }] },
  };
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: { containers: [{ name: 'c', image: 'ghcr.io/acme/c:1.0.0' }] },
  };
  const build = (...objects: { apiVersion: string; kind: string }[]) => {
    const app = new App();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    for (const object of objects) new ApiObject(chart, object.kind.toLowerCase(), object);
    return app;
  };

  test('errors stop the App, each with its construct, its fix and its rule, beside everything else', () => {
    const app = build({ ...service, metadata: { name: 'a', annotations: { x: Number.NaN } } } as typeof service);
    expect(() => render(app)).toThrow(
      /2 problems:\n.*\[shop\/service\] metadata\.annotations\.x is NaN.*\n.*\[shop\/service\] v1 Service shop\/a: .*; .* \(rule service-port\)/,
    );
  });

  test('warnings are told and stop nothing', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'seaworthy-checks-'));
    try {
      const { warnings, objects } = synth(build(pod), { outdir });
      expect(objects).toBe(1);
      expect(warnings.map(({ rule }) => rule)).toEqual(
        expect.arrayContaining(['missing-default-deny', 'pod-not-restricted']),
      );
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });

  test('a rule is waived until its day, all rules with `false`', () => {
    const waivers = [
      { rule: 'service-port', reason: 'its pods are rendered elsewhere', owner: 'team-shop', until: '2027-03-31' },
    ];
    expect(render(build(service), { checks: { waivers, now: new Date('2027-03-31') } })).toHaveLength(1);
    expect(() => render(build(service), { checks: { waivers, now: new Date('2027-04-01') } })).toThrow(
      /2 problems:\n.*waiver: the waiver of team-shop ended on 2027-03-31.*\n.*\[shop\/service\]/,
    );
    expect(render(build(service), { checks: false })).toHaveLength(1);
  });

  test('half an App is not checked: it would be found wanting for what the other half has', () => {
    const app = build(service, { apiVersion: 'v1', kind: 'ConfigMap', data: new Map() } as {
      apiVersion: string;
      kind: string;
    });
    expect(() => render(app)).toThrow('1 problem:');
  });
});

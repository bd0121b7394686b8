import { ApiObject, App, Chart, JsonPatch, Lazy, type ApiObjectProps, type IResolver } from 'cdk8s';
import type { Construct } from 'constructs';
import fc from 'fast-check';
import { KubernetesObject } from '../../src/kinds/kubernetes-object';

type Kind = new (scope: Construct, id: string, props: ApiObjectProps) => ApiObject;

class Unknown {
  public constructor(public readonly value?: unknown) {}
}

/** What an object renders to, fields in their order, or what is thrown for it. */
function outcome(kind: Kind, props: object, resolvers?: IResolver[], ...patches: JsonPatch[]): unknown {
  const chart = new Chart(new App({ resolvers }), 'chart', { namespace: 'shop', labels: { team: 'shop' } });
  const object = new kind(chart, 'object', { apiVersion: 'example.com/v1', kind: 'Example', ...props });
  object.metadata.addAnnotation('example.com/added', 'later');
  if (patches.length > 0) object.addJsonPatch(...patches);
  try {
    const json: unknown = object.toJson();
    return { json, text: JSON.stringify(json) };
  } catch (error) {
    return String(error);
  }
}

const KEYS = ['a', 'b', '10', '9', 'name', 'value', 'resolve', 'produce', 'constructor', 'toString', '__proto__'];

/** Whatever somebody may write into props. */
const { anything, map } = fc.letrec<{ anything: unknown; map: object }>((tie) => ({
  anything: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 6, arbitrary: fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined)) },
    { weight: 4, arbitrary: tie('map') },
    { weight: 2, arbitrary: fc.array(tie('anything'), { maxLength: 4 }) },
    { weight: 2, arbitrary: tie('anything').map((value): unknown => Lazy.any({ produce: () => value })) },
    { weight: 1, arbitrary: tie('anything').map((value) => ({ resolve: () => value })) },
    { weight: 1, arbitrary: tie('anything').map((value) => new Unknown(value)) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(() => 1, Symbol('s'), 1n, new Date(0), new Map([['a', 1]]), /x/) },
    { weight: 1, arbitrary: fc.sparseArray(tie('anything'), { maxLength: 4 }) },
  ),
  map: fc.dictionary(fc.oneof(fc.constantFrom(...KEYS), fc.string()), tie('anything'), { maxKeys: 5 }),
}));

test('an object of a known kind renders to what an ApiObject with these props renders to, and fails as it does', () => {
  fc.assert(
    fc.property(anything, anything, fc.boolean(), (spec, other, isOrdered) => {
      const props = isOrdered ? { spec, automount: other } : { automount: other, spec };
      expect(outcome(KubernetesObject, props)).toStrictEqual(outcome(ApiObject, props));
    }),
    { numRuns: 2000 },
  );
});

describe('metadata', () => {
  const additions: readonly ((object: ApiObject) => void)[] = [
    () => undefined,
    ({ metadata }) => {
      metadata.addLabel('team', 'cart');
    },
    ({ metadata }) => {
      metadata.addAnnotation('a', 'later');
    },
    ({ metadata }) => {
      metadata.addFinalizers('example.com/last');
    },
    ({ metadata }) => {
      metadata.addOwnerReference({ apiVersion: 'v1', kind: 'Node', name: 'one', uid: '1' });
    },
    ({ metadata }) => {
      metadata.add('generateName', 'one-');
    },
  ];

  /** What an object with these metadata says of them, and what they render to when something was added. */
  function told(kind: Kind, metadata: object | undefined, add: (object: ApiObject) => void): unknown {
    try {
      const chart = new Chart(new App(), 'chart', { namespace: 'shop', labels: { team: 'shop' } });
      const object = new kind(chart, 'object', { apiVersion: 'v1', kind: 'Example', metadata });
      add(object);
      const { name, namespace } = object.metadata;
      const json: unknown = object.toJson();
      const own: unknown = object.metadata.toJson();
      return { name, namespace, json, text: JSON.stringify([json, own]), label: object.metadata.getLabel('team') };
    } catch (error) {
      return String(error);
    }
  }

  const text = fc.oneof(fc.string(), fc.constantFrom('one', undefined));
  const texts = fc.dictionary(fc.oneof(fc.constantFrom(...KEYS, 'team'), fc.string()), fc.string(), { maxKeys: 4 });
  const usual = { name: text, namespace: text, labels: texts, annotations: texts, generateName: text };
  const lists = { finalizers: anything, ownerReferences: anything };

  test.each([
    ['texts and maps of texts', fc.record(usual, { requiredKeys: [] })],
    ['anything', fc.record({ ...usual, ...lists, labels: anything, other: anything }, { requiredKeys: [] })],
    ['names of anything', fc.record({ name: anything, namespace: anything, annotations: anything })],
    ['no metadata or those of no known names', fc.option(map, { nil: undefined })],
  ])('are rendered as by cdk8s, with what was added: %s', (_, metadata) => {
    fc.assert(
      fc.property(metadata, fc.constantFrom(...additions), (given, add) => {
        expect(told(KubernetesObject, given, add)).toStrictEqual(told(ApiObject, given, add));
      }),
      { numRuns: 500 },
    );
  });

  test.each([ApiObject, KubernetesObject])('count as they were when the object was made: %o', (kind) => {
    const metadata = { name: 'one', labels: { a: '1' }, annotations: { b: '2' } };
    const object = new kind(new Chart(new App(), 'chart'), 'object', { apiVersion: 'v1', kind: 'Example', metadata });
    metadata.labels.a = metadata.annotations.b = 'changed';
    expect(object.toJson()).toMatchObject({ metadata: { labels: { a: '1' }, annotations: { b: '2' } } });
  });
});

describe('what is no plain data is left to cdk8s', () => {
  const loop: Record<string, unknown> = {};
  loop['again'] = loop;
  const shout: IResolver = {
    resolve: (context) => {
      if (context.value === 'whisper') context.replaceValue('SHOUT');
    },
  };
  const fails = Lazy.any({
    produce: () => {
      throw new Error('not known yet');
    },
  }) as unknown;

  test.each([
    ['data without an end', { spec: loop }, 'Failed serializing construct at path'],
    ['a Lazy that throws', { spec: { fails } }, 'not known yet'],
  ])('%s', (_, props, said) => {
    expect(outcome(KubernetesObject, props)).toContain(said);
    expect(outcome(KubernetesObject, props)).toBe(outcome(ApiObject, props));
  });

  test('what a resolver of the App replaces', () => {
    const props = { spec: { a: 'whisper' } };
    expect(outcome(KubernetesObject, props, [shout])).toMatchObject({ json: { spec: { a: 'SHOUT' } } });
    expect(outcome(KubernetesObject, props, [shout])).toStrictEqual(outcome(ApiObject, props, [shout]));
  });

  test('what a patch changes', () => {
    const patch = JsonPatch.replace('/spec/a', 'new');
    expect(outcome(KubernetesObject, { spec: { a: 'old' } }, [], patch)).toMatchObject({
      json: { spec: { a: 'new' } },
    });
  });
});

test('fields are sorted, whatever the environment says', () => {
  process.env['CDK8S_DISABLE_SORT'] = 'yes';
  try {
    expect(outcome(KubernetesObject, { spec: { b: 1, a: 2 } })).toMatchObject({
      text: expect.stringContaining('"spec":{"a":2,"b":1}') as string,
    });
  } finally {
    delete process.env['CDK8S_DISABLE_SORT'];
  }
});

test('what is rendered is nobody else’s: changing it changes no other object', () => {
  const spec = { list: [{ a: 1 }] };
  const chart = new Chart(new App(), 'chart');
  const object = new KubernetesObject(chart, 'object', { apiVersion: 'v1', kind: 'Example', spec });
  (object.toJson() as { spec: typeof spec }).spec.list.push({ a: 2 });
  expect(spec).toEqual({ list: [{ a: 1 }] });
  expect(object.toJson()).toMatchObject({ spec: { list: [{ a: 1 }] } });
});

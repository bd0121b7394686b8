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
const { anything } = fc.letrec<{ anything: unknown; map: object }>((tie) => ({
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

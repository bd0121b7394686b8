import * as pulumi from '@pulumi/pulumi';
import { serializeProperties } from '@pulumi/pulumi/runtime/rpc';
import { App, ApiObject, Chart } from 'cdk8s';
import fc from 'fast-check';
import { pickLive, UNAVAILABLE } from '../../src/bridge/live-value';
import { Outputs } from '../../src/bridge/outputs';
import { asText, substitute, type OutputOf } from '../../src/bridge/substitute';
import { findTokens } from '../../src/core/token';

beforeAll(() => pulumi.runtime.setMocks({ call: () => ({}), newResource: () => ({ id: '', state: {} }) }));

const leaf = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());

function outputOf(outputs: Outputs): OutputOf {
  return (token) => {
    const slot = outputs.slot(token);
    if (slot === undefined || !('output' in slot)) throw new Error('no such token');
    return slot.output;
  };
}

/** What the engine gets for a value. */
async function sent(value: unknown): Promise<unknown> {
  const { value: result }: Record<string, unknown> = await serializeProperties('test', { value });
  return result;
}

test('a leaf that is one token becomes its value, of any type', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue({ maxDepth: 2 }), async (value) => {
      const outputs = new Outputs();
      const manifest = { a: [{ b: outputs.value(pulumi.output(value)) }] };
      expect(await sent(substitute(manifest, outputOf(outputs)))).toEqual(await sent({ a: [{ b: value }] }));
    }),
  );
});

test('tokens inside a text become their values, and the text around them stays', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.string(), leaf), { minLength: 1, maxLength: 5 }),
      fc.string(),
      async (parts, end) => {
        const outputs = new Outputs();
        const text = parts.map(([before, value]) => before + outputs.value(pulumi.output(value))).join('') + end;
        const expected = parts.map(([before, value]) => before + String(value)).join('') + end;
        // one token alone keeps its type
        fc.pre(findTokens(text)[0]?.text !== text);
        expect(await sent(substitute(text, outputOf(outputs)))).toBe(expected);
      },
    ),
  );
});

test('plain data stay as they are', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(substitute(value, outputOf(new Outputs()))).toEqual(value);
    }),
  );
});

test('every Output has a token of its own, a legal DNS label, and the tokens of two registries never meet', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), (count) => {
      const registries = [new Outputs(), new Outputs()];
      const tokens = registries.flatMap((outputs) =>
        Array.from({ length: count }, (_, index) => outputs.string(pulumi.output(String(index)))),
      );
      expect(new Set(tokens).size).toBe(2 * count);
      for (const token of tokens) expect(token).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
      for (const { registry, index } of tokens.slice(count).flatMap(findTokens))
        expect(registries[0]?.slot({ registry, index })).toBeUndefined();
    }),
  );
});

test.each([
  ['a map', { secret: 'canary' }],
  ['a list', ['canary']],
  ['null', null],
  ['nothing', undefined],
])('rejects %s inside a text without showing it', (_, value) => {
  expect(() => asText(value, 'data.url')).toThrow(
    /^data\.url has an Output inside a text whose value is no text, number or boolean but (object|null|undefined); give it as a leaf of its own$/,
  );
});

describe('a value of a deployed object', () => {
  const owner = new ApiObject(new Chart(new App(), 'shop'), 'service', { apiVersion: 'v1', kind: 'Service' });
  const slot = { owner, pick: (live: unknown) => (live as { status: { ip?: string } }).status.ip };

  test('is what the function picks', () => {
    expect(pickLive({ status: { ip: '10.0.0.1' } }, slot, '[shop/a] data.host', false)).toBe('10.0.0.1');
  });

  test.each([{}, { status: {} }])('is not available in a preview that has only %j', (fields) => {
    expect(pickLive(fields, slot, '[shop/a] data.host', true)).toBe(UNAVAILABLE);
  });

  test.each([{}, { status: {} }])(
    'rejects a deployed object that has only %j, with both places and the fix',
    (fields) => {
      expect(() => pickLive(fields, slot, '[shop/a] data.host', false)).toThrow(
        '[shop/a] data.host takes a value from the deployed [shop/service] that it does not have; correct the function given to Outputs.from',
      );
    },
  );
});

import type { JsonObject } from '../../../sandbox/plugins/protocol/json';
import { secret, UNKNOWN } from '../../../sandbox/plugins/protocol/property-map';
import { check, type CheckInput } from '../../../sandbox/plugins/resource-kubernetes/operations/check';

function checked(news: JsonObject, input: Partial<CheckInput> = {}): ReturnType<typeof check> {
  return check({
    resource: { token: 'kubernetes:core/v1:ConfigMap', name: 'settings' },
    olds: {},
    news,
    seed: new Uint8Array([1, 2, 3]),
    proposedName: undefined,
    namespace: 'default',
    ...input,
  });
}

describe('checking a manifest', () => {
  test('completes API version and kind from the type token', () => {
    const { inputs, failures } = checked({ metadata: { name: 'a', namespace: 'b' }, data: { x: '1' } });
    expect(failures).toEqual([]);
    expect(inputs).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'b' },
      data: { x: '1' },
    });
  });

  test('puts an object without a namespace into the default one', () => {
    expect(checked({ metadata: { name: 'a' } }).inputs.metadata).toEqual({ name: 'a', namespace: 'default' });
  });

  test('gives an object of the cluster no namespace', () => {
    expect(checked({ metadata: { name: 'a' } }, { namespace: undefined }).inputs.metadata).toEqual({ name: 'a' });
  });

  test('leaves the status to the cluster', () => {
    expect(checked({ metadata: { name: 'a' }, status: { phase: 'Active' } }).inputs).not.toHaveProperty('status');
  });

  test('makes a name of the logical name and eight hexadecimal digits, and marks it as made', () => {
    const { metadata } = checked({}).inputs as { metadata: { name: string; annotations: JsonObject } };
    expect(metadata.name).toMatch(/^settings-[0-9a-f]{8}$/);
    expect(metadata.annotations).toEqual({ 'pulumi.com/autonamed': 'true' });
  });

  test('makes the same name of the same seed, and another of another one', () => {
    const name = (seed: Uint8Array): unknown => (checked({}, { seed }).inputs.metadata as JsonObject).name;
    expect(name(new Uint8Array([1]))).toBe(name(new Uint8Array([1])));
    expect(name(new Uint8Array([1]))).not.toBe(name(new Uint8Array([2])));
  });

  test('keeps the name that it made last time', () => {
    const olds = { metadata: { name: 'settings-0a0b0c0d', annotations: { 'pulumi.com/autonamed': 'true' } } };
    expect(checked({}, { olds }).inputs.metadata).toMatchObject({ name: 'settings-0a0b0c0d' });
  });

  test('makes a new name where the old one was written by hand', () => {
    const olds = { metadata: { name: 'by-hand' } };
    expect(checked({}, { olds }).inputs.metadata).toMatchObject({
      name: expect.stringMatching(/^settings-[0-9a-f]{8}$/) as string,
    });
  });

  test("takes the engine's name where it proposes one", () => {
    expect(checked({}, { proposedName: 'settings-proposed' }).inputs.metadata).toMatchObject({
      name: 'settings-proposed',
    });
  });

  test('waits for a name that is not known yet', () => {
    expect(checked({ metadata: { name: UNKNOWN } }).inputs.metadata).toMatchObject({ name: UNKNOWN });
  });

  test('keeps secrets secret', () => {
    const { inputs } = checked({ metadata: { name: 'a' }, data: { open: '1', closed: secret('2') } });
    expect(inputs.data).toEqual({ open: '1', closed: secret('2') });
  });

  test('makes the data of a Secret secret, whoever wrote it', () => {
    const resource = { token: 'kubernetes:core/v1:Secret', name: 's' };
    const { inputs } = checked({ metadata: { name: 'a' }, stringData: { x: '1' } }, { resource });
    expect(inputs.stringData).toEqual(secret({ x: '1' }));
  });

  test('rejects all that is wrong at once', () => {
    const { failures } = checked({ kind: 'Secret', metadata: { name: 3, namespace: [] } });
    expect(failures.map(({ property }) => property)).toEqual(['kind', 'metadata.name', 'metadata.namespace']);
    expect(failures[0]?.reason).toBe(
      "kind 'Secret' does not fit the type kubernetes:core/v1:ConfigMap; allowed: 'ConfigMap', or leave it out",
    );
  });

  test('rejects metadata that is no object', () => {
    expect(checked({ metadata: 'name' }).failures).toEqual([
      { property: 'metadata', reason: 'metadata is not an object; allowed: an object with a name' },
    ]);
  });

  test('rejects a name that the API server would have to make', () => {
    expect(checked({ metadata: { generateName: 'a-' } }).failures[0]?.property).toBe('metadata.generateName');
  });
});

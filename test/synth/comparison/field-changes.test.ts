import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { dataChanges, type DataChange } from '../../../src/synth/comparison/field-changes';
import { showPath, type ItemKey } from '../../../src/synth/comparison/field-path';

const show = (value: unknown) => (value === undefined ? '' : JSON.stringify(value));
const lines = (before: unknown, after: unknown) =>
  dataChanges(before, after).map(
    ({ kind, path, before: old, after: now }) => `${kind} ${showPath(path)}: ${show(old)} -> ${show(now)}`,
  );

describe('changes of fields', () => {
  test('are told by path, in the order of the names', () => {
    expect(lines({ b: { x: 1, y: 2 }, a: 'old' }, { a: 'new', b: { y: 2, z: [1] }, 'c.d/e': null })).toEqual([
      'changed a: "old" -> "new"',
      'removed b.x: 1 -> ',
      'added b.z:  -> [1]',
      'added ["c.d/e"]:  -> null',
    ]);
  });

  test('tell a value of another type', () => {
    expect(lines({ a: 1, b: {}, c: null }, { a: '1', b: [], c: {} })).toEqual([
      'changed a: 1 -> "1"',
      'changed b: {} -> []',
      'changed c: null -> {}',
    ]);
  });

  test('do not come from the order of names or from undefined', () => {
    expect(lines({ a: 1, b: 2 }, { b: 2, a: 1, c: undefined })).toEqual([]);
  });
});

const CASES: readonly (readonly [string, object, object, string])[] = [
  ['containers', { name: 'a' }, { name: 'b' }, 'name=a'],
  ['initContainers', { name: 'a' }, { name: 'b' }, 'name=a'],
  ['env', { name: 'A' }, { name: 'B' }, 'name=A'],
  ['volumes', { name: 'a' }, { name: 'b' }, 'name=a'],
  ['volumeMounts', { mountPath: '/a', name: 'x' }, { mountPath: '/b', name: 'x' }, 'mountPath=/a'],
  ['volumeDevices', { devicePath: '/a' }, { devicePath: '/b' }, 'devicePath=/a'],
  ['imagePullSecrets', { name: 'a' }, { name: 'b' }, 'name=a'],
  ['hostAliases', { ip: '10.0.0.1' }, { ip: '10.0.0.2' }, 'ip=10.0.0.1'],
  ['ports', { containerPort: 80 }, { containerPort: 80, protocol: 'UDP' }, 'containerPort=80,protocol=TCP'],
  ['ports', { port: 80, name: 'a' }, { port: 81, name: 'b' }, 'port=80,protocol=TCP'],
  [
    'topologySpreadConstraints',
    { topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' },
    { topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' },
    'topologyKey=zone,whenUnsatisfiable=DoNotSchedule',
  ],
  ['volumeClaimTemplates', { metadata: { name: 'a' } }, { metadata: { name: 'b' } }, 'metadata.name=a'],
  ['webhooks', { name: 'a.example.com' }, { name: 'b.example.com' }, 'name=a.example.com'],
  ['versions', { name: 'v1' }, { name: 'v2' }, 'name=v1'],
  ['groups', { name: 'a' }, { name: 'b' }, 'name=a'],
  ['rules', { alert: 'A' }, { record: 'b:c:d' }, 'alert=A'],
  [
    'rules',
    { alert: 'A', labels: { severity: 'page' } },
    { alert: 'A', labels: { severity: 'ticket' } },
    'alert=A,labels.severity=page',
  ],
  ['subjects', { kind: 'User', name: 'a' }, { kind: 'ServiceAccount', namespace: 'x', name: 'a' }, 'kind=User,name=a'],
  ['data', { secretKey: 'A' }, { secretKey: 'B' }, 'secretKey=A'],
  ['endpoints', { port: 'http' }, { port: 'admin', path: '/m' }, 'port=http'],
  [
    'metrics',
    { type: 'Resource', resource: { name: 'cpu' } },
    { type: 'Resource', resource: { name: 'memory' } },
    'type=Resource,resource.name=cpu',
  ],
];

describe('changes of lists', () => {
  test.each(CASES)('%s are matched by their merge keys: %j', (list, item, other, key) => {
    const changed = { ...item, extra: 2 };
    expect(lines({ [list]: [{ ...item, extra: 1 }, other] }, { [list]: [other, changed] })).toEqual([
      `changed ${list}[${key}].extra: 1 -> 2`,
      expect.stringMatching(`^reordered ${list}: `),
    ]);
    expect(lines({ [list]: [item] }, { [list]: [other, item] })).toEqual([
      expect.stringMatching(`^added ${list}\\[`) as string,
    ]);
    expect(lines({ [list]: [other, item] }, { [list]: [other] })).toEqual([
      `removed ${list}[${key}]: ${JSON.stringify(item)} -> `,
    ]);
  });

  test('items that share a key are compared by position', () => {
    const [before, after] = [
      [{ name: 'A' }, { name: 'A' }],
      [{ name: 'A' }, { name: 'A', value: '1' }],
    ];
    expect(lines({ env: before }, { env: after })).toEqual(['added env[1].value:  -> "1"']);
  });

  test('plain values are compared by position, and as a whole when their number changes', () => {
    expect(lines({ args: ['a', 'b'] }, { args: ['a', 'c'] })).toEqual(['changed args[1]: "b" -> "c"']);
    expect(lines({ args: ['a', 'b'] }, { args: ['b'] })).toEqual(['changed args: ["a","b"] -> ["b"]']);
  });
});

describe('quantities', () => {
  const resources = (cpu: unknown, memory: unknown) => ({ resources: { requests: { cpu, memory } } });

  test.each([
    [1, '1000m', '1Gi', '1024Mi'],
    ['0.5', '500m', '1M', '1000k'],
    ['1', 1, '1e3', '1k'],
    ['1.50', '1500m', '129000000', '129e6'],
  ])('of one amount are no change: %s and %s, %s and %s', (cpu, sameCpu, memory, sameMemory) => {
    expect(lines(resources(cpu, memory), resources(sameCpu, sameMemory))).toEqual([]);
  });

  test.each([
    ['1', '1001m'],
    ['1G', '1Gi'],
    ['1', ''],
    ['1', 'one'],
  ])('of other amounts are a change: %s and %s', (before, after) => {
    expect(lines(resources(before, '1'), resources(after, '1'))).toHaveLength(1);
  });

  test('are looked for where quantities stand alone', () => {
    expect(lines({ data: { size: '1Gi' } }, { data: { size: '1024Mi' } })).toHaveLength(1);
  });
});

describe('any two values', () => {
  const name = fc.constantFrom('name', 'env', 'ports', 'containers', 'rules', 'a', '__proto__', 'constructor');
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(null, true, 0, 1, '', 'x', 'y'),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc
        .uniqueArray(fc.constantFrom('x', 'y', 'z', 'w'), { maxLength: 4 })
        .chain((names) => fc.tuple(...names.map((one) => fc.record({ name: fc.constant(one), value: tie('tree') })))),
      fc.dictionary(name, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  const list = fc.record({ env: fc.array(tree, { maxLength: 4 }), a: tree });

  test('that are equal have no changes', () => {
    fc.assert(
      fc.property(tree, (value) => {
        expect(dataChanges(value, structuredClone(value))).toEqual([]);
      }),
    );
  });

  test('that differ are told in full: the changes, applied to the old, give the new', () => {
    fc.assert(
      fc.property(fc.oneof(fc.tuple(tree, tree), fc.tuple(list, list)), ([before, after]) => {
        const changed = dataChanges(before, after).reduce(applied, structuredClone(before));
        expect(changed).toEqual(after);
      }),
      { numRuns: 1000 },
    );
  });

  test('that differ have a change', () => {
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        expect(dataChanges(before, after).length === 0).toBe(isDeepStrictEqual(before, after));
      }),
    );
  });
});

/** Data after a change. */
function applied(data: unknown, { kind, path, before, after, index }: DataChange): unknown {
  const [step, ...rest] = path;
  if (step === undefined) {
    if (kind !== 'reordered') return after;
    const items = data as readonly unknown[];
    return (after as readonly ItemKey[]).map((key) => items[positionOf(items, key)]);
  }
  const change: DataChange = { kind, path: rest, before, after, index };
  if (Array.isArray(data)) {
    const items = [...(data as unknown[])];
    if (typeof step === 'object' && rest.length === 0 && kind === 'added') return items.toSpliced(index ?? 0, 0, after);
    const position = typeof step === 'object' ? positionOf(items, step) : Number(step);
    if (rest.length === 0 && kind === 'removed') return items.toSpliced(position, 1);
    return items.with(position, applied(items[position], change));
  }
  const fields = new Map(Object.entries(data as object));
  const name = typeof step === 'object' ? '' : String(step);
  if (rest.length === 0 && kind === 'removed') fields.delete(name);
  else fields.set(name, applied(fields.get(name), change));
  return Object.fromEntries(fields);
}

function positionOf(items: readonly unknown[], key: ItemKey): number {
  const matches = (item: unknown): boolean =>
    Object.entries(key).every(([name, value]) => {
      const found = name
        .split('.')
        .reduce<unknown>((at, step) => Object.getOwnPropertyDescriptor(Object(at), step)?.value as unknown, item);
      return found === value || (found === undefined && name === 'protocol' && value === 'TCP');
    });
  return items.findIndex(matches);
}

import fc from 'fast-check';
import type { JsonObject } from '../../../sandbox/plugins/protocol/json';
import { drifted } from '../../../sandbox/plugins/resource-kubernetes/drift';
import { plainObject } from './plain-data';

describe('drift', () => {
  test('is none where the cluster has what it had last time, whatever it made of the inputs', () => {
    fc.assert(
      fc.property(plainObject, plainObject, (inputs, live) => {
        expect(drifted(inputs, live, JSON.parse(JSON.stringify(live)) as typeof live)).toEqual(inputs);
      }),
    );
  });

  test('is the new value of a field that the program asked for', () => {
    expect(drifted({ data: { a: '1', b: '2' } }, { data: { a: '1', b: '2' } }, { data: { a: 'x', b: '2' } })).toEqual({
      data: { a: 'x', b: '2' },
    });
  });

  test('is the absence of a field that somebody removed', () => {
    expect(drifted({ data: { a: '1', b: '2' } }, { data: { a: '1', b: '2' } }, { data: { b: '2' } })).toEqual({
      data: { b: '2' },
    });
  });

  test('is nothing that the program never asked for', () => {
    const inputs = { spec: { replicas: 1 } };
    const live = { spec: { replicas: 1, paused: true }, status: { ready: 1 } };
    expect(drifted(inputs, { spec: { replicas: 1 }, status: {} }, live)).toEqual(inputs);
  });

  test('is no other writing of the same value', () => {
    const inputs = { spec: { cpu: '1000m', replicas: 1 } };
    expect(drifted(inputs, { spec: { cpu: '1', replicas: 1 } }, { spec: { cpu: '1', replicas: 5 } })).toEqual({
      spec: { cpu: '1000m', replicas: 5 },
    });
  });

  test('is no field that the API server drops because it says nothing', () => {
    const inputs = { spec: { hostNetwork: false, replicas: 1 } };
    expect(drifted(inputs, { spec: { replicas: 1 } }, { spec: { replicas: 2 } })).toEqual({
      spec: { hostNetwork: false, replicas: 2 },
    });
  });

  test('leaves out what somebody added under another name to a list', () => {
    const app = { name: 'app', image: 'app:1' };
    const inputs = { containers: [app] };
    const live = {
      containers: [
        { name: 'sidecar', image: 'proxy:1' },
        { ...app, image: 'app:2' },
      ],
    };
    expect(drifted(inputs, inputs, live)).toEqual({ containers: [{ ...app, image: 'app:2' }] });
  });

  test('leaves out an item of a list that somebody removed', () => {
    const inputs = { containers: [{ name: 'a' }, { name: 'b' }] };
    expect(drifted(inputs, inputs, { containers: [{ name: 'b' }] })).toEqual({ containers: [{ name: 'b' }] });
  });

  test('follows lists without names by position while their length stays, and takes them whole otherwise', () => {
    const inputs = { args: ['a', 'b'] };
    expect(drifted(inputs, inputs, { args: ['a', 'x'] })).toEqual({ args: ['a', 'x'] });
    expect(drifted(inputs, inputs, { args: ['a', 'b', 'c'] })).toEqual({ args: ['a', 'b', 'c'] });
  });

  test("of a Secret's stringData is read from data, where the API server keeps it", () => {
    const secretOf = (value: string): JsonObject => ({
      kind: 'Secret',
      data: { a: Buffer.from(value).toString('base64') },
    });
    const inputs = { kind: 'Secret', stringData: { a: 'old' } };
    expect(drifted(inputs, secretOf('old'), secretOf('old'))).toEqual(inputs);
    expect(drifted(inputs, secretOf('old'), secretOf('new'))).toEqual({ kind: 'Secret', stringData: { a: 'new' } });
  });

  test('of a kind that changed to something else is the live value', () => {
    expect(drifted({ port: 80 }, { port: 80 }, { port: 'http' })).toEqual({ port: 'http' });
  });
});

import { containsSecret, secret } from '../../../sandbox/plugins/protocol/property-map';
import {
  importedInputs,
  initialApiVersion,
  lastSeen,
  stateOf,
} from '../../../sandbox/plugins/resource-kubernetes/state';

const LIVE = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'b', uid: '1', resourceVersion: '2', managedFields: [{ manager: 'x' }] },
  data: { open: '1', closed: '2' },
  status: { phase: 'x' },
};
const INPUTS = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  data: { open: '1', closed: secret('2') },
};

describe('the state of an object', () => {
  const state = stateOf(LIVE, INPUTS, { fieldManager: 'pulumi-kubernetes-1', apiVersion: 'v1' });

  test('holds the live object with its status, for the program to use', () => {
    expect(state).toMatchObject({ kind: 'ConfigMap', status: { phase: 'x' }, metadata: { uid: '1' } });
  });

  test('keeps secrets secret in the object and in its inputs', () => {
    expect(state.data).toEqual({ open: '1', closed: secret('2') });
    expect(state.__inputs).toMatchObject({ data: { open: '1', closed: secret('2') } });
  });

  test('leaves out who owns which field', () => {
    expect(state.metadata).not.toHaveProperty('managedFields');
  });

  test('gives back what was put in', () => {
    const seen = lastSeen(state);
    expect(seen.fieldManager).toBe('pulumi-kubernetes-1');
    expect(seen.inputs.data).toEqual({ open: '1', closed: '2' });
    expect(seen.live).toMatchObject({ data: { open: '1', closed: '2' } });
    expect(Object.keys(seen.live).filter((key) => key.startsWith('__'))).toEqual([]);
    expect(containsSecret(seen.live)).toBe(false);
    expect(initialApiVersion(state)).toBe('v1');
  });
});

test('the inputs of an imported object are what somebody could have written', () => {
  expect(importedInputs(LIVE)).toEqual({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', namespace: 'b' },
    data: { open: '1', closed: '2' },
  });
});

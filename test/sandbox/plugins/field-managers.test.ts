import type { JsonObject } from '../../../sandbox/plugins/protocol/json';
import { ownershipPatch, takenOver, yields } from '../../../sandbox/plugins/resource-kubernetes/field-managers';
import { withoutIgnored } from '../../../sandbox/plugins/resource-kubernetes/ignored-fields';

const OURS = 'pulumi-kubernetes-0a0b0c0d';

function entry(manager: string, operation: string, fieldsV1: JsonObject, rest: JsonObject = {}): JsonObject {
  return { manager, operation, apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1, ...rest };
}

function owned(...managedFields: JsonObject[]): JsonObject {
  return { metadata: { resourceVersion: '7', managedFields } };
}

const data = (...keys: string[]): JsonObject => ({ 'f:data': Object.fromEntries(keys.map((key) => [`f:${key}`, {}])) });

describe('ownership of fields', () => {
  test.each(['kubectl-edit', 'kubectl-patch', 'kubectl-client-side-apply', 'kubectl', 'before-first-apply'])(
    'is taken from %s',
    (manager) => {
      const result = takenOver(owned(entry(manager, 'Update', data('a')), entry(OURS, 'Apply', data('b'))), OURS);
      expect(result).toEqual([entry(OURS, 'Apply', data('a', 'b'))]);
      expect(yields({ manager, subresource: undefined })).toBe(true);
    },
  );

  test.each(['kube-controller-manager', 'argocd-controller', 'helm'])('stays with %s', (manager) => {
    expect(
      takenOver(owned(entry(manager, 'Update', data('a')), entry(OURS, 'Apply', data('b'))), OURS),
    ).toBeUndefined();
    expect(yields({ manager, subresource: undefined })).toBe(false);
  });

  test('of a status stays with whoever wrote it', () => {
    const status = entry('kubectl-edit', 'Update', { 'f:status': {} }, { subresource: 'status' });
    expect(takenOver(owned(status), OURS)).toBeUndefined();
  });

  test('of what kubectl scaled stays with it: the real provider reports the conflict too', () => {
    expect(yields({ manager: 'kubectl', subresource: 'scale' })).toBe(false);
  });

  test('is taken also where we own nothing yet', () => {
    expect(takenOver(owned(entry('kubectl-create', 'Update', data('a'))), OURS)).toEqual([
      entry(OURS, 'Apply', data('a')),
    ]);
  });

  test('is taken from the name that we had before, which owns nothing then', () => {
    const object = owned(entry('former', 'Apply', data('a')));
    expect(takenOver(object, OURS, 'former')).toEqual([entry(OURS, 'Apply', data('a'))]);
    expect(takenOver(object, OURS)).toBeUndefined();
    expect(yields({ manager: 'former', subresource: undefined }, 'former')).toBe(true);
  });

  test('keeps all other managers', () => {
    const controller = entry('kube-controller-manager', 'Update', data('c'));
    expect(takenOver(owned(controller, entry('kubectl-edit', 'Update', data('a'))), OURS)).toContainEqual(controller);
  });

  test('is handed over only while the object is the one that was looked at', () => {
    expect(ownershipPatch(owned(), [])).toEqual([
      { op: 'test', path: '/metadata/resourceVersion', value: '7' },
      { op: 'replace', path: '/metadata/managedFields', value: [] },
    ]);
  });
});

describe('fields that the program leaves to others', () => {
  const object = { spec: { replicas: 2, paused: false } };
  const replicas: JsonObject = { 'f:spec': { 'f:replicas': {} } };

  test('are not sent when only another manager owns them', () => {
    const live = { spec: { replicas: 5 }, ...owned(entry('kube-controller-manager', 'Update', replicas)) };
    expect(withoutIgnored(object, live, ['spec.replicas'], OURS)).toEqual({ spec: { paused: false } });
  });

  test('are sent as they are when they are ours: not to send them would remove them', () => {
    const live = { spec: { replicas: 5 }, ...owned(entry(OURS, 'Apply', replicas)) };
    expect(withoutIgnored(object, live, ['spec.replicas'], OURS)).toEqual({ spec: { replicas: 5, paused: false } });
  });

  test('are sent as the program says when the cluster has none', () => {
    expect(withoutIgnored(object, { spec: {} }, ['spec.replicas'], OURS)).toEqual(object);
  });

  test('are no others than those that are named', () => {
    expect(withoutIgnored(object, { spec: { replicas: 5, paused: true } }, [], OURS)).toEqual(object);
  });
});

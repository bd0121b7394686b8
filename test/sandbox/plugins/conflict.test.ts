import { conflictingOwners, explained } from '../../../sandbox/plugins/resource-kubernetes/conflict';
import { KindMissingError } from '../../../sandbox/plugins/resource-kubernetes/api-error';
import { refusal } from './fake-api';

const CONFLICT = refusal(409, 'Apply failed with 2 conflicts', {
  causes: [
    { reason: 'FieldManagerConflict', message: 'conflict with "kubectl-edit" using v1', field: '.data.a' },
    {
      reason: 'FieldManagerConflict',
      message: 'conflict with "kubectl" with subresource "scale" using apps/v1',
      field: '.spec',
    },
  ],
});

test('a conflict names the owners of the fields', () => {
  expect(conflictingOwners(CONFLICT)).toEqual([
    { manager: 'kubectl-edit', subresource: undefined },
    { manager: 'kubectl', subresource: 'scale' },
  ]);
});

test.each([
  ['an object that exists', refusal(409, 'configmaps "a" already exists')],
  ['an invalid object', refusal(422, 'invalid', { causes: [{ message: 'conflict with "x"' }] })],
  ['something else', new Error('conflict with "x"')],
])('%s is no conflict of owners', (_, error) => {
  expect(conflictingOwners(error)).toBeUndefined();
});

test('a conflict is explained with both managers and both ways out', () => {
  const text = explained(CONFLICT, 'pulumi-kubernetes-1');
  expect(text).toContain('field manager "pulumi-kubernetes-1" had an apply conflict: Apply failed with 2 conflicts');
  expect(text).toContain('pulumi.com/patchForce: "true"');
});

test('a kind that the cluster does not have is explained by its missing definition', () => {
  expect(explained(new KindMissingError('example.com/v1', 'Ship'), 'x')).toBe(
    'no matches for kind "Ship" in version "example.com/v1"; make sure that its CustomResourceDefinition is installed first',
  );
});

test("any other refusal stays in the API server's words", () => {
  expect(explained(refusal(422, 'spec.replicas: Invalid value: -1'), 'x')).toBe('spec.replicas: Invalid value: -1');
});

import type { JsonObject } from '../../../sandbox/plugins/protocol/json';
import { diff } from '../../../sandbox/plugins/resource-kubernetes/operations/diff';

const FROZEN = { enableConfigMapMutable: false, enableSecretMutable: false };
const MUTABLE = { enableConfigMapMutable: true, enableSecretMutable: true };

function object(type: string, rest: JsonObject): JsonObject {
  const slash = type.lastIndexOf('/');
  return {
    apiVersion: type.slice(0, slash),
    kind: type.slice(slash + 1),
    metadata: { name: 'a', namespace: 'b' },
    ...rest,
  };
}

function compare(before: JsonObject, after: JsonObject, mutability = FROZEN): ReturnType<typeof diff> {
  return diff({ __inputs: before, metadata: { name: 'a' } }, before, after, mutability);
}

const pod = (image: string): JsonObject => ({ containers: [{ name: 'app', image }] });

describe('a change needs a new object', () => {
  test.each([
    [
      'apps/v1/Deployment',
      { spec: { selector: { matchLabels: { a: '1' } } } },
      { spec: { selector: { matchLabels: { a: '2' } } } },
      'spec.selector.matchLabels.a',
    ],
    [
      'apps/v1/DaemonSet',
      { spec: { selector: { matchLabels: { a: '1' } } } },
      { spec: { selector: { matchLabels: {} } } },
      'spec.selector.matchLabels.a',
    ],
    ['apps/v1/StatefulSet', { spec: { serviceName: 'a' } }, { spec: { serviceName: 'b' } }, 'spec.serviceName'],
    ['apps/v1/StatefulSet', { spec: {} }, { spec: { volumeClaimTemplates: [{}] } }, 'spec.volumeClaimTemplates'],
    [
      'batch/v1/Job',
      { spec: { template: { spec: pod('a:1') } } },
      { spec: { template: { spec: pod('a:2') } } },
      'spec.template.spec.containers[0].image',
    ],
    [
      'rbac.authorization.k8s.io/v1/RoleBinding',
      { roleRef: { name: 'a' } },
      { roleRef: { name: 'b' } },
      'roleRef.name',
    ],
    [
      'rbac.authorization.k8s.io/v1/ClusterRoleBinding',
      { roleRef: { name: 'a' } },
      { roleRef: { name: 'b' } },
      'roleRef.name',
    ],
    ['v1/Service', { spec: { clusterIP: '10.0.0.1' } }, { spec: { clusterIP: 'None' } }, 'spec.clusterIP'],
    [
      'v1/PersistentVolumeClaim',
      { spec: { storageClassName: 'a' } },
      { spec: { storageClassName: 'b' } },
      'spec.storageClassName',
    ],
    ['storage.k8s.io/v1/StorageClass', { provisioner: 'a' }, { provisioner: 'b' }, 'provisioner'],
    ['v1/Pod', { spec: pod('a:1') }, { spec: pod('a:2') }, 'spec.containers[0].image'],
    ['v1/ConfigMap', { data: { a: '1' } }, { data: { a: '2' } }, 'data.a'],
    ['v1/ConfigMap', {}, { binaryData: { a: 'MQ==' } }, 'binaryData'],
    ['v1/Secret', { stringData: { a: '1' } }, { stringData: { a: '2' } }, 'stringData.a'],
  ])('%s: %j to %j', (type, before, after, path) => {
    const result = compare(object(type, before), object(type, after));
    expect(result.replaces).toEqual([path]);
    expect(result.deleteBeforeReplace).toBe(true);
  });

  test('when a whole branch with an immutable field appears or goes', () => {
    const full = { spec: { selector: { matchLabels: { a: '1' } } } };
    expect(compare(object('apps/v1/Deployment', {}), object('apps/v1/Deployment', full)).replaces).toEqual(['spec']);
    expect(compare(object('apps/v1/Deployment', full), object('apps/v1/Deployment', {})).replaces).toEqual(['spec']);
  });

  test.each(['name', 'namespace'])('when its %s is another one; the old object goes afterwards', (field) => {
    const before = object('v1/Service', {});
    const after = { ...before, metadata: { name: 'a', namespace: 'b', [field]: 'other' } };
    expect(compare(before, after)).toMatchObject({ replaces: [`metadata.${field}`], deleteBeforeReplace: false });
  });

  test('when its API version is another one', () => {
    const before = object('autoscaling/v1/HorizontalPodAutoscaler', {});
    expect(compare(before, { ...before, apiVersion: 'autoscaling/v2' }).replaces).toEqual(['apiVersion']);
  });

  test('and can be made before the old one goes when its name is made up', () => {
    const metadata = { name: 'a-0a0b0c0d', annotations: { 'pulumi.com/autonamed': 'true' } };
    const before = { ...object('v1/ConfigMap', { data: { a: '1' } }), metadata };
    const after = { ...before, data: { a: '2' } };
    expect(compare(before, after)).toMatchObject({ replaces: ['data.a'], deleteBeforeReplace: false });
  });
});

describe('a change is made in place', () => {
  test.each([
    ['apps/v1/Deployment', { spec: { replicas: 1 } }, { spec: { replicas: 2 } }],
    ['v1/Service', { spec: { ports: [{ port: 80 }] } }, { spec: { ports: [{ port: 81 }] } }],
    ['v1/Pod', { spec: { activeDeadlineSeconds: 1 } }, { spec: { activeDeadlineSeconds: 2 } }],
    [
      'v1/ConfigMap',
      { metadata: { name: 'a', namespace: 'b', labels: {} } },
      { metadata: { name: 'a', namespace: 'b', labels: { x: 'y' } } },
    ],
    ['external-secrets.io/v1/ExternalSecret', { spec: { selector: 1 } }, { spec: { selector: 2 } }],
  ])('%s: %j to %j', (type, before, after) => {
    const result = compare(object(type, before), object(type, after));
    expect(result.changes).toHaveLength(1);
    expect(result).toMatchObject({ replaces: [], deleteBeforeReplace: false });
  });

  test.each([
    ['v1/ConfigMap', 'data'],
    ['v1/Secret', 'stringData'],
  ])('of a %s where the provider is told so', (type, field) => {
    const result = compare(object(type, { [field]: { a: '1' } }), object(type, { [field]: { a: '2' } }), MUTABLE);
    expect(result.changes).toHaveLength(1);
    expect(result.replaces).toEqual([]);
  });
});

describe('an object that is marked immutable', () => {
  test.each([
    ['v1/ConfigMap', { data: { a: '1' } }, { data: { a: '2' } }, 'data.a'],
    ['v1/Secret', { data: { a: 'MQ==' } }, { data: { a: 'Mg==' } }, 'data.a'],
  ])('%s is replaced for other data, whatever the provider is told', (type, before, after, path) => {
    const result = compare(
      object(type, { immutable: true, ...before }),
      object(type, { immutable: true, ...after }),
      MUTABLE,
    );
    expect(result.replaces).toEqual([path]);
  });

  test('is replaced when the mark goes, and not when it comes', () => {
    const open = object('v1/ConfigMap', { data: {} });
    const frozen = object('v1/ConfigMap', { data: {}, immutable: true });
    expect(compare(frozen, open, MUTABLE).replaces).toEqual(['immutable']);
    expect(compare(open, frozen, MUTABLE).replaces).toEqual([]);
  });
});

test('a Secret of another type is always a new one', () => {
  const result = compare(object('v1/Secret', { type: 'Opaque' }), object('v1/Secret', { type: 'x/y' }), MUTABLE);
  expect(result.replaces).toEqual(['type']);
});

test('an object of the cluster has no namespace, whatever was written while nobody knew its kind', () => {
  const guessed = { apiVersion: 'example.com/v1', kind: 'Fleet', metadata: { name: 'a', namespace: 'default' } };
  const known = { ...guessed, metadata: { name: 'a' } };
  const compared = (ofCluster: boolean) => diff({}, guessed, known, { ...FROZEN, ofCluster });
  expect(compared(true)).toEqual({ changes: [], replaces: [], deleteBeforeReplace: false });
  expect(compared(false).replaces).toEqual(['metadata.namespace']);
});

test('what only the API server writes is no change', () => {
  const before = object('v1/ConfigMap', {});
  const metadata = { name: 'a', namespace: 'b', uid: '1', resourceVersion: '2', creationTimestamp: 'now' };
  expect(compare({ ...before, metadata }, before).changes).toEqual([]);
});

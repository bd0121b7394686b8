import type { Manifest } from 'seaworthy/synth';

const LABELS = { app: 'example' };
const CONTAINER = { name: 'app', image: 'registry.example.com/app:1.0.0' };
const POD = { containers: [CONTAINER], terminationGracePeriodSeconds: 30 };
const TEMPLATE = { metadata: { labels: LABELS }, spec: POD };
const SELECTOR = { matchLabels: LABELS };

const object = (apiVersion: string, kind: string, rest: object, namespace?: string): Manifest => ({
  apiVersion,
  kind,
  metadata: { name: 'example', ...(namespace === undefined ? {} : { namespace }) },
  ...rest,
});
const namespaced = (apiVersion: string, kind: string, rest: object) => object(apiVersion, kind, rest, 'fields');

/** Objects as an API server takes them, by kind. */
export const OBJECTS: Readonly<Record<string, Manifest>> = {
  ConfigMap: namespaced('v1', 'ConfigMap', { immutable: true, data: { a: '1' } }),
  Secret: namespaced('v1', 'Secret', { type: 'Opaque', data: { a: 'MQ==' } }),
  PersistentVolume: object('v1', 'PersistentVolume', {
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: 'none',
      volumeMode: 'Filesystem',
      csi: { driver: 'csi.example.com', volumeHandle: 'one' },
    },
  }),
  PersistentVolumeClaim: namespaced('v1', 'PersistentVolumeClaim', {
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'none',
      volumeMode: 'Filesystem',
      resources: { requests: { storage: '1Gi' } },
    },
  }),
  Pod: namespaced('v1', 'Pod', { spec: { ...POD, restartPolicy: 'Always' } }),
  ResourceQuota: namespaced('v1', 'ResourceQuota', { spec: { hard: { pods: '5' }, scopes: ['NotTerminating'] } }),
  Service: namespaced('v1', 'Service', {
    spec: { selector: LABELS, ports: [{ port: 80, targetPort: 8080 }], clusterIP: 'None' },
  }),
  CustomResourceDefinition: {
    ...object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { kind: 'Boat', listKind: 'BoatList', plural: 'boats', singular: 'boat' },
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
      },
    }),
    metadata: { name: 'boats.example.com' },
  },
  DaemonSet: namespaced('apps/v1', 'DaemonSet', { spec: { selector: SELECTOR, template: TEMPLATE } }),
  Deployment: namespaced('apps/v1', 'Deployment', { spec: { replicas: 1, selector: SELECTOR, template: TEMPLATE } }),
  StatefulSet: namespaced('apps/v1', 'StatefulSet', {
    spec: {
      replicas: 1,
      serviceName: 'example',
      podManagementPolicy: 'OrderedReady',
      revisionHistoryLimit: 10,
      selector: SELECTOR,
      template: TEMPLATE,
    },
  }),
  Job: namespaced('batch/v1', 'Job', {
    spec: {
      completions: 2,
      parallelism: 1,
      backoffLimit: 3,
      completionMode: 'NonIndexed',
      template: { spec: { containers: [CONTAINER], restartPolicy: 'Never' } },
    },
  }),
  EndpointSlice: namespaced('discovery.k8s.io/v1', 'EndpointSlice', {
    addressType: 'IPv4',
    endpoints: [],
    ports: [],
  }),
  IngressClass: object('networking.k8s.io/v1', 'IngressClass', { spec: { controller: 'example.com/one' } }),
  RuntimeClass: object('node.k8s.io/v1', 'RuntimeClass', { handler: 'one' }),
  ClusterRoleBinding: object('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    subjects: [{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'one' }],
  }),
  RoleBinding: namespaced('rbac.authorization.k8s.io/v1', 'RoleBinding', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    subjects: [{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'one' }],
  }),
  PriorityClass: object('scheduling.k8s.io/v1', 'PriorityClass', {
    value: 100,
    preemptionPolicy: 'PreemptLowerPriority',
    description: 'one',
  }),
  CSIDriver: object('storage.k8s.io/v1', 'CSIDriver', {
    spec: { attachRequired: true, podInfoOnMount: false, volumeLifecycleModes: ['Persistent'] },
  }),
  StorageClass: object('storage.k8s.io/v1', 'StorageClass', {
    provisioner: 'csi.example.com',
    parameters: { type: 'one' },
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
    allowVolumeExpansion: false,
  }),
};

/** Changes that it takes or refuses: kind, JSON pointer to a field, its new value. */
export const CHANGES: readonly (readonly [kind: string, pointer: string, value: unknown])[] = [
  ['ConfigMap', '/data/a', '2'],
  ['ConfigMap', '/immutable', false],
  ['Secret', '/type', 'example.com/other'],
  ['Secret', '/data/a', 'Mg=='],
  ['PersistentVolume', '/spec/csi/volumeHandle', 'other'],
  ['PersistentVolume', '/spec/volumeMode', 'Block'],
  ['PersistentVolume', '/spec/capacity/storage', '2Gi'],
  ['PersistentVolume', '/spec/persistentVolumeReclaimPolicy', 'Delete'],
  ['PersistentVolume', '/spec/storageClassName', 'other'],
  ['PersistentVolumeClaim', '/spec/storageClassName', 'other'],
  ['PersistentVolumeClaim', '/spec/accessModes', ['ReadWriteMany']],
  ['PersistentVolumeClaim', '/spec/volumeMode', 'Block'],
  ['Pod', '/spec/terminationGracePeriodSeconds', 60],
  ['Pod', '/spec/restartPolicy', 'Never'],
  ['Pod', '/spec/containers/0/image', 'registry.example.com/app:2.0.0'],
  ['ResourceQuota', '/spec/scopes', ['Terminating']],
  ['ResourceQuota', '/spec/hard/pods', '6'],
  ['Service', '/spec/clusterIP', '10.96.0.77'],
  ['Service', '/spec/ports/0/port', 81],
  ['CustomResourceDefinition', '/spec/scope', 'Cluster'],
  ['CustomResourceDefinition', '/spec/names/kind', 'Ship'],
  ['CustomResourceDefinition', '/spec/names/shortNames', ['b']],
  ['DaemonSet', '/spec/selector', { matchLabels: LABELS, matchExpressions: [{ key: 'app', operator: 'Exists' }] }],
  ['DaemonSet', '/spec/minReadySeconds', 5],
  ['Deployment', '/spec/selector', { matchLabels: LABELS, matchExpressions: [{ key: 'app', operator: 'Exists' }] }],
  ['Deployment', '/spec/replicas', 2],
  ['StatefulSet', '/spec/serviceName', 'other'],
  ['StatefulSet', '/spec/podManagementPolicy', 'Parallel'],
  ['StatefulSet', '/spec/selector', { matchLabels: LABELS, matchExpressions: [{ key: 'app', operator: 'Exists' }] }],
  ['StatefulSet', '/spec/replicas', 2],
  ['StatefulSet', '/spec/minReadySeconds', 5],
  ['StatefulSet', '/spec/revisionHistoryLimit', 5],
  ['Job', '/spec/completions', 3],
  ['Job', '/spec/completionMode', 'Indexed'],
  ['Job', '/spec/template/spec/containers/0/image', 'registry.example.com/app:2.0.0'],
  ['Job', '/spec/parallelism', 2],
  ['Job', '/spec/backoffLimit', 4],
  ['EndpointSlice', '/addressType', 'IPv6'],
  ['IngressClass', '/spec/controller', 'example.com/two'],
  ['RuntimeClass', '/handler', 'two'],
  ['ClusterRoleBinding', '/roleRef/name', 'edit'],
  ['ClusterRoleBinding', '/subjects/0/name', 'two'],
  ['RoleBinding', '/roleRef/name', 'edit'],
  ['PriorityClass', '/value', 200],
  ['PriorityClass', '/preemptionPolicy', 'Never'],
  ['PriorityClass', '/description', 'two'],
  ['CSIDriver', '/spec/attachRequired', false],
  ['CSIDriver', '/spec/volumeLifecycleModes', ['Ephemeral']],
  ['CSIDriver', '/spec/podInfoOnMount', true],
  ['StorageClass', '/provisioner', 'other.example.com'],
  ['StorageClass', '/parameters/type', 'two'],
  ['StorageClass', '/reclaimPolicy', 'Retain'],
  ['StorageClass', '/volumeBindingMode', 'WaitForFirstConsumer'],
  ['StorageClass', '/allowVolumeExpansion', true],
];

import { at, isObject, type Json } from '../protocol/json';
import type { Change } from './difference';

/** What of a kind cannot be changed in place: the rules of the real provider (its `diff.go`). `*` is any item of a list. */
const SELECTOR = ['spec.selector'];

const CONTAINER_FIELDS = [
  'args',
  'command',
  'env',
  'image',
  'imagePullPolicy',
  'lifecycle',
  'livenessProbe',
  'ports',
  'readinessProbe',
  'resources',
  'securityContext',
  'stdin',
  'stdinOnce',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'tty',
  'volumeDevices',
  'volumeMounts',
  'workingDir',
];

const POD_FIELDS = [
  'affinity',
  'automountServiceAccountToken',
  'dnsConfig',
  'dnsPolicy',
  'enableServiceLinks',
  'hostAliases',
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'hostname',
  'imagePullSecrets',
  'nodeName',
  'nodeSelector',
  'overhead',
  'preemptionPolicy',
  'priority',
  'priorityClassName',
  'readinessGates',
  'restartPolicy',
  'runtimeClassName',
  'schedulerName',
  'securityContext',
  'serviceAccount',
  'serviceAccountName',
  'shareProcessNamespace',
  'subdomain',
  'terminationGracePeriodSeconds',
  'volumes',
];

const VOLUME_SOURCES = [
  'awsElasticBlockStore',
  'azureDisk',
  'azureFile',
  'cephfs',
  'cinder',
  'csi',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'glusterfs',
  'hostPath',
  'iscsi',
  'local',
  'nfs',
  'photonPersistentDisk',
  'portworxVolume',
  'quobyte',
  'rbd',
  'scaleIO',
  'storageos',
  'vsphereVolume',
];

const RULES: Readonly<Record<string, readonly string[]>> = {
  'apps/v1/DaemonSet': SELECTOR,
  'apps/v1/Deployment': SELECTOR,
  'apps/v1/StatefulSet': [
    ...SELECTOR,
    'spec.podManagementPolicy',
    'spec.revisionHistoryLimit',
    'spec.serviceName',
    'spec.volumeClaimTemplates',
  ],
  'batch/v1/Job': [...SELECTOR, 'spec.completions', 'spec.parallelism', 'spec.template'],
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': ['roleRef'],
  'rbac.authorization.k8s.io/v1/RoleBinding': ['roleRef'],
  'storage.k8s.io/v1/StorageClass': ['parameters', 'provisioner'],
  'v1/PersistentVolume': VOLUME_SOURCES.map((source) => `spec.${source}`),
  'v1/PersistentVolumeClaim': ['spec'],
  'v1/Pod': [
    ...POD_FIELDS.map((field) => `spec.${field}`),
    ...['containers', 'initContainers'].flatMap((list) => CONTAINER_FIELDS.map((field) => `spec.${list}.*.${field}`)),
  ],
  'v1/ResourceQuota': ['spec.scopes'],
  'v1/Service': ['spec.clusterIP'],
};

/** An object is told from others by these. */
const IDENTITY = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace'];

const CONFIG_MAP_DATA = ['binaryData', 'data'];
const SECRET_DATA = ['data', 'stringData'];
const IMMUTABLE = ['immutable'];

/** What the provider was told about objects that hold configuration. */
export interface Mutability {
  readonly enableConfigMapMutable: boolean;
  readonly enableSecretMutable: boolean;
}

/** Paths whose change needs a new object. `old` is the object as it is now. */
export function replacementPaths(old: Json, mutability: Mutability): readonly string[] {
  const type = `${String(at(old, 'apiVersion'))}/${String(at(old, 'kind'))}`;
  const frozen = at(old, 'immutable') === true;
  if (type === 'v1/ConfigMap') {
    if (frozen) return [...IDENTITY, ...CONFIG_MAP_DATA, ...IMMUTABLE];
    return mutability.enableConfigMapMutable ? IDENTITY : [...IDENTITY, ...CONFIG_MAP_DATA];
  }
  if (type === 'v1/Secret') {
    if (frozen) return [...IDENTITY, 'type', ...SECRET_DATA, ...IMMUTABLE];
    return mutability.enableSecretMutable ? [...IDENTITY, 'type'] : [...IDENTITY, 'type', ...SECRET_DATA];
  }
  return [...IDENTITY, ...(RULES[type] ?? [])];
}

/** Whether a change touches one of the paths: at it, below it, or by adding or removing what holds it. */
export function needsReplacement(change: Change, paths: readonly string[]): boolean {
  return paths.some((path) => touches(change, path.split('.')));
}

function touches(change: Change, rule: readonly string[]): boolean {
  const shared = Math.min(change.path.length, rule.length);
  const alike = rule.slice(0, shared).every((step, index) => step === '*' || step === String(change.path[index]));
  if (!alike) return false;
  if (change.path.length >= rule.length) return true;
  const rest = rule.slice(shared);
  return holds(change.value, rest) || holds(change.before, rest);
}

function holds(value: Json | undefined, [step, ...rest]: readonly string[]): boolean {
  if (value === undefined) return false;
  if (step === undefined) return true;
  if (step === '*') return Array.isArray(value) && value.some((item) => holds(item, rest));
  return isObject(value) && Object.hasOwn(value, step) && holds(value[step], rest);
}

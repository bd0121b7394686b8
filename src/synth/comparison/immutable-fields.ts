import { groupOf, isFields, textAt, type Manifest } from '../manifest';

/** Fields of a kind that cannot be changed in place, and what below them can. `*` is any one step. */
interface Immutable {
  readonly fields: readonly string[];
  readonly except?: readonly string[];
}

const CLASS_OF_STORAGE = ['parameters', 'provisioner', 'reclaimPolicy', 'volumeBindingMode'];

/** What API servers refuse to change: the update validation of each kind. By `group/Kind`. */
const REFUSED: Readonly<Record<string, Immutable>> = {
  '/PersistentVolume': {
    fields: ['spec'],
    except: [
      'spec.accessModes',
      'spec.capacity',
      'spec.claimRef',
      'spec.mountOptions',
      'spec.nodeAffinity',
      'spec.persistentVolumeReclaimPolicy',
      'spec.storageClassName',
      'spec.volumeAttributesClassName',
    ],
  },
  '/PersistentVolumeClaim': { fields: ['spec'], except: ['spec.resources', 'spec.volumeAttributesClassName'] },
  '/Pod': {
    fields: ['spec'],
    except: [
      'spec.activeDeadlineSeconds',
      'spec.containers.*.image',
      'spec.ephemeralContainers',
      'spec.initContainers.*.image',
      'spec.schedulingGates',
      'spec.tolerations',
    ],
  },
  '/ResourceQuota': { fields: ['spec.scopeSelector', 'spec.scopes'] },
  '/Secret': { fields: ['type'] },
  '/Service': { fields: ['spec.clusterIP', 'spec.clusterIPs', 'spec.loadBalancerClass'] },
  'apiextensions.k8s.io/CustomResourceDefinition': { fields: ['spec.group', 'spec.names.kind', 'spec.scope'] },
  'apps/DaemonSet': { fields: ['spec.selector'] },
  'apps/Deployment': { fields: ['spec.selector'] },
  'apps/ReplicaSet': { fields: ['spec.selector'] },
  'apps/StatefulSet': {
    fields: ['spec'],
    except: [
      'spec.minReadySeconds',
      'spec.ordinals',
      'spec.persistentVolumeClaimRetentionPolicy',
      'spec.replicas',
      'spec.revisionHistoryLimit',
      'spec.template',
      'spec.updateStrategy',
    ],
  },
  'batch/Job': {
    fields: [
      'spec.backoffLimitPerIndex',
      'spec.completionMode',
      'spec.completions',
      'spec.managedBy',
      'spec.podFailurePolicy',
      'spec.selector',
      'spec.successPolicy',
      'spec.template',
    ],
  },
  'discovery.k8s.io/EndpointSlice': { fields: ['addressType'] },
  'networking.k8s.io/IngressClass': { fields: ['spec.controller'] },
  'node.k8s.io/RuntimeClass': { fields: ['handler'] },
  'rbac.authorization.k8s.io/ClusterRoleBinding': { fields: ['roleRef'] },
  'rbac.authorization.k8s.io/RoleBinding': { fields: ['roleRef'] },
  'scheduling.k8s.io/PriorityClass': { fields: ['preemptionPolicy', 'value'] },
  'storage.k8s.io/CSIDriver': { fields: ['spec.attachRequired', 'spec.volumeLifecycleModes'] },
  'storage.k8s.io/StorageClass': { fields: CLASS_OF_STORAGE },
  'storage.k8s.io/VolumeAttributesClass': { fields: ['driverName', 'parameters'] },
};

/** What Pulumi's Kubernetes provider replaces although an API server would change it. */
const PULUMI_REPLACES: Readonly<Record<string, Immutable>> = {
  '/PersistentVolumeClaim': { fields: ['spec'] },
  'apps/StatefulSet': { fields: ['spec.revisionHistoryLimit'] },
  'batch/Job': { fields: ['spec.parallelism'] },
};

const SEALED: Immutable = { fields: ['binaryData', 'data', 'immutable', 'stringData'] };
const NOTHING: Immutable = { fields: [] };

/** Whether a change at a path needs a new object: `always`, because no API server takes it, or `with Pulumi`. */
export function replacement(before: Manifest, after: Manifest, path: readonly string[], values: readonly unknown[]) {
  const kind = `${groupOf(before.apiVersion)}/${before.kind}`;
  const sealed = before['immutable'] === true && (kind === '/ConfigMap' || kind === '/Secret');
  const refused = [REFUSED[kind] ?? NOTHING, ...(sealed ? [SEALED] : [])];
  if (isElastic(kind, after) && path.join('.') === 'spec.completions') return undefined;
  if (refused.some((rule) => forbids(rule, path, values))) return 'always';
  return forbids(PULUMI_REPLACES[kind] ?? NOTHING, path, values) ? 'with Pulumi' : undefined;
}

/** The number of completions of an indexed Job can be changed. */
function isElastic(kind: string, after: Manifest): boolean {
  return kind === 'batch/Job' && textAt(after['spec'], 'completionMode') === 'Indexed';
}

function forbids({ fields, except = [] }: Immutable, path: readonly string[], values: readonly unknown[]): boolean {
  if (except.some((field) => startsWith(path, field.split('.')))) return false;
  return fields.some(
    (field) => startsWith(path, field.split('.')) || values.some((value) => holds(value, path, field.split('.'))),
  );
}

/** Whether a path is a field or lies below it. */
function startsWith(path: readonly string[], field: readonly string[]): boolean {
  return path.length >= field.length && field.every((step, index) => step === '*' || step === path[index]);
}

/** Whether a value that was added or removed at a path holds the field. */
function holds(value: unknown, path: readonly string[], field: readonly string[]): boolean {
  if (!path.every((step, index) => step === field[index])) return false;
  const inner = field
    .slice(path.length)
    .reduce<unknown>((at, step) => (isFields(at) && Object.hasOwn(at, step) ? at[step] : undefined), value);
  return inner !== undefined;
}

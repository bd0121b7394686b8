/** What a field refers to. `either`: the kind beside the name decides, as in `roleRef`. */
export interface Target {
  readonly group: string;
  /** Empty where the field must say it. */
  readonly kind: string;
  readonly scope: 'cluster' | 'namespaced' | 'either';
}

const namespaced = (kind: string, group = ''): Target => ({ group, kind, scope: 'namespaced' });
const cluster = (kind: string, group: string): Target => ({ group, kind, scope: 'cluster' });
const either = (kind: string, group: string): Target => ({ group, kind, scope: 'either' });

const AUTOSCALED = namespaced('Deployment', 'apps');
const CONFIG_MAP = namespaced('ConfigMap');
const SECRET = namespaced('Secret');

/** Fields whose text is the name of an object. The names are unambiguous across the APIs that we render for. */
export const NAME_FIELDS: ReadonlyMap<string, Target> = new Map([
  ['claimName', namespaced('PersistentVolumeClaim')],
  ['gatewayClassName', cluster('GatewayClass', 'gateway.networking.k8s.io')],
  ['ingressClassName', cluster('IngressClass', 'networking.k8s.io')],
  ['priorityClassName', cluster('PriorityClass', 'scheduling.k8s.io')],
  ['runtimeClassName', cluster('RuntimeClass', 'node.k8s.io')],
  ['secretName', SECRET],
  ['serviceAccountName', namespaced('ServiceAccount')],
  ['storageClassName', cluster('StorageClass', 'storage.k8s.io')],
  ['templateName', either('AnalysisTemplate', 'argoproj.io')],
  ['volumeName', cluster('PersistentVolume', '')],
]);

/** Fields that hold an object, or a list of objects, with a `name` and sometimes a kind, group and namespace. */
export const OBJECT_FIELDS: ReadonlyMap<string, Target> = new Map([
  ['authenticationRef', either('TriggerAuthentication', 'keda.sh')],
  ['backendRefs', namespaced('Service')],
  ['configMap', CONFIG_MAP],
  ['configMapKeyRef', CONFIG_MAP],
  ['configMapRef', CONFIG_MAP],
  ['imagePullSecrets', SECRET],
  ['issuerRef', either('Issuer', 'cert-manager.io')],
  ['parentRefs', namespaced('Gateway', 'gateway.networking.k8s.io')],
  ['roleRef', either('', 'rbac.authorization.k8s.io')],
  ['scaleTargetRef', AUTOSCALED],
  ['secret', SECRET],
  ['secretKeyRef', SECRET],
  ['secretRef', SECRET],
  ['secretStoreRef', either('SecretStore', 'external-secrets.io')],
  ['service', namespaced('Service')],
  ['serviceAccountRef', namespaced('ServiceAccount')],
  ['subjects', namespaced('ServiceAccount')],
  ['targetRef', AUTOSCALED],
  ['workloadRef', AUTOSCALED],
]);

import type { CheckInput } from './check-input';
import type { Data } from './data';
import type { CheckedObject } from './rendered-object';

/** Objects that no rule has anything against. The examples of rules are made of them, each with one thing changed. */

/** Version and kind, as `apps/v1 Deployment`; name; everything below metadata; namespace, where the kind has one. */
export function object(
  type: string,
  name: string,
  fields: Data,
  metadata: Data = { namespace: 'shop' },
): CheckedObject {
  const [apiVersion, kind] = type.split(' ');
  return {
    path: `shop/${name}/${kind ?? ''}`,
    manifest: { apiVersion, kind, metadata: { name, ...metadata }, ...fields },
  };
}

/** An object of the cluster itself. */
export function clusterObject(type: string, name: string, fields: Data): CheckedObject {
  return object(type, name, fields, {});
}

/** A namespace `shop` that denies what is not allowed, with objects in it. */
export function shop(objects: readonly CheckedObject[], rest: Omit<CheckInput, 'objects'> = {}): CheckInput {
  const deny = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };
  return {
    ...rest,
    objects: [object('networking.k8s.io/v1 NetworkPolicy', 'default-deny', { spec: deny }), ...objects],
  };
}

const SECURITY = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};

/** A container of an HTTP service. */
export function container(changes: Data = {}): Data {
  return {
    name: 'api',
    image: 'ghcr.io/acme/api:1.4.2',
    ports: [{ name: 'http', containerPort: 8080 }],
    resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '256Mi' } },
    securityContext: SECURITY,
    readinessProbe: { httpGet: { path: '/readyz', port: 'http' } },
    ...changes,
  };
}

/** What makes pods, as far as examples differ in it. */
export interface PodChanges {
  readonly name?: string;
  readonly container?: Data;
  readonly pod?: Data;
  readonly spec?: Data;
}

/** A template of pods labelled `app: <name>`. */
export function template({ name = 'api', container: changes = {}, pod = {} }: PodChanges): Data {
  return {
    metadata: { labels: { app: name } },
    spec: {
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [container({ name, ...changes })],
      ...pod,
    },
  };
}

/** A Deployment of one pod, unless the spec says otherwise. */
export function deployment(changes: PodChanges = {}): CheckedObject {
  const { name = 'api', spec = {} } = changes;
  const fields = { replicas: 1, selector: { matchLabels: { app: name } }, template: template(changes), ...spec };
  return object('apps/v1 Deployment', name, { spec: fields });
}

/** A Deployment that leaves its number of pods to an autoscaler, spread over nodes. */
export function scaledDeployment(changes: PodChanges = {}): CheckedObject {
  return deployment({
    ...changes,
    spec: { replicas: undefined, ...changes.spec },
    pod: { topologySpreadConstraints: [SPREAD], ...changes.pod },
  });
}

/** Pods of `app: api` evenly over nodes. */
export const SPREAD = {
  topologyKey: 'kubernetes.io/hostname',
  maxSkew: 1,
  whenUnsatisfiable: 'ScheduleAnyway',
  labelSelector: { matchLabels: { app: 'api' } },
};

/** A Service in front of pods labelled `app: api`. */
export function service(spec: Data = {}, name = 'api'): CheckedObject {
  return object('v1 Service', name, {
    spec: { selector: { app: 'api' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }], ...spec },
  });
}

/** Scales Deployment `api` on CPU. */
export function autoscaler(spec: Data = {}, name = 'api'): CheckedObject {
  const cpu = { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } };
  return object('autoscaling/v2 HorizontalPodAutoscaler', name, {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [{ type: 'Resource', resource: cpu }],
      ...spec,
    },
  });
}

/** Lets one pod labelled `app: api` be away. */
export function disruptionBudget(spec: Data = { maxUnavailable: 1 }, name = 'api'): CheckedObject {
  return object('policy/v1 PodDisruptionBudget', name, {
    spec: { unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: { app: 'api' } }, ...spec },
  });
}

/** A task that ends. */
export function job(changes: PodChanges & { readonly metadata?: Data } = {}): CheckedObject {
  return object(
    'batch/v1 Job',
    'import',
    { spec: { ...JOB, template: task(changes), ...changes.spec } },
    { namespace: 'shop', ...changes.metadata },
  );
}

/** A task that runs every night. */
export function cronJob(spec: Data = {}, jobSpec: Data = {}): CheckedObject {
  return object('batch/v1 CronJob', 'report', {
    spec: {
      schedule: '0 3 * * *',
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 600,
      jobTemplate: { spec: { activeDeadlineSeconds: 3600, template: task({}), ...jobSpec } },
      ...spec,
    },
  });
}

const JOB = { activeDeadlineSeconds: 3600, ttlSecondsAfterFinished: 86400 };

function task(changes: PodChanges): Data {
  const quiet = { ports: undefined, readinessProbe: undefined, ...changes.container };
  return template({ name: 'task', ...changes, container: quiet, pod: { restartPolicy: 'Never', ...changes.pod } });
}

/** One pod with a disk of its own. */
export function statefulSet(changes: PodChanges = {}): CheckedObject {
  const { spec = {} } = changes;
  return object('apps/v1 StatefulSet', 'api', {
    spec: {
      replicas: 1,
      serviceName: 'api',
      selector: { matchLabels: { app: 'api' } },
      template: template(changes),
      ...spec,
    },
  });
}

/** A disk that one node at a time can write to. */
export function claim(spec: Data = {}): CheckedObject {
  return object('v1 PersistentVolumeClaim', 'data', {
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'gp3',
      resources: { requests: { storage: '10Gi' } },
      ...spec,
    },
  });
}

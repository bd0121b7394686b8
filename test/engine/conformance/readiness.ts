import { inNamespace, namespace, type Resource } from '../object-stack';
import type { Behaviour } from './behaviour';
import { annotated, configMap, NOWHERE, workload } from './manifests';

const TIMEOUT = { timeoutSeconds: '4' };

/** More than any node has. */
const VAST = { cpu: '10000' };

/** An object that never becomes ready is recorded with the reasons, and the update fails. */
function awaited(kind: string, name: string, says: string, stuck: (space: string) => Resource): Behaviour {
  const space = `stuck-${kind.toLowerCase()}`;
  return {
    of: `waiting for ${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}`,
    says,
    holds: async ({ stack }) => {
      const made = await stack(space);
      const output = await made.failingUp([namespace(space), annotated(stuck(space), TIMEOUT)]);
      expect(output).toMatch(/timed? ?out/i);
      expect(made.state(name)?.id).toBe(`${space}/${name}`);
      expect(made.state(name)?.initErrors).not.toEqual([]);
    },
  };
}

const container = { containers: [{ name: 'web', image: 'web:1' }] };
const claim = (space: string, storageClassName: string): Resource =>
  inNamespace(space, 'core/v1:PersistentVolumeClaim', {
    name: 'data',
    spec: { storageClassName, accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  });
const ingress = (space: string): Resource =>
  inNamespace(space, 'networking.k8s.io/v1:Ingress', {
    name: 'front',
    spec: {
      rules: [
        {
          host: 'a.example',
          http: {
            paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 80 } } } }],
          },
        },
      ],
    },
  });
const service = (space: string): Resource =>
  inNamespace(space, 'core/v1:Service', {
    name: 'web-service',
    spec: { type: 'LoadBalancer', selector: { app: 'web' }, ports: [{ port: 80 }] },
  });

/** When an object counts as made. */
export const READINESS: readonly Behaviour[] = [
  awaited('Deployment', 'web', 'fails when its replicas do not become available in time', (space) =>
    workload(space, 'Deployment', NOWHERE),
  ),
  awaited('StatefulSet', 'web', 'fails when its replicas do not become ready in time', (space) =>
    workload(space, 'StatefulSet', NOWHERE, { serviceName: 'web' }),
  ),
  awaited('DaemonSet', 'web', 'fails when its pods do not become available in time', (space) =>
    workload(space, 'DaemonSet', { containers: [{ name: 'web', image: 'web:1', resources: { requests: VAST } }] }),
  ),
  awaited('Ingress', 'front', 'fails when the Services of its rules do not appear in time', ingress),
  awaited('PersistentVolumeClaim', 'data', 'fails when it is not bound in time', (space) => claim(space, 'no-such')),
  awaited('Pod', 'web', 'fails when it is not scheduled in time', (space) =>
    inNamespace(space, 'core/v1:Pod', { name: 'web', spec: { ...container, ...NOWHERE } }),
  ),
  awaited('Service', 'web-service', 'fails when it targets no pods in time', service),
  {
    of: 'waiting for workloads',
    says: 'ends when every pod that is asked for is ready',
    holds: async ({ stack, field }) => {
      const kinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;
      const made = await stack('workloads');
      const resources = kinds.flatMap((kind) => {
        const space = `all-${kind.toLowerCase()}`;
        const { object, type } = workload(space, kind, {}, kind === 'DaemonSet' ? {} : { replicas: 2 });
        const spec = kind === 'StatefulSet' ? { serviceName: 'web' } : {};
        const { metadata, spec: rest } = object as { metadata: object; spec: object };
        return [
          { ...namespace(space), name: space },
          { type, name: kind, object: { metadata, spec: { ...rest, ...spec } }, options: { dependsOn: [space] } },
        ];
      });
      const pod = { containers: [{ name: 'web', image: 'web:1' }] };
      resources.push({
        type: 'core/v1:Pod',
        name: 'pod',
        object: { metadata: { name: 'alone', namespace: 'default' }, spec: pod },
        options: { dependsOn: [] },
      });
      await made.up(resources);
      expect(await field('all-deployment', 'deployment/web', '.status.availableReplicas')).toBe('2');
      expect(await field('all-statefulset', 'statefulset/web', '.status.readyReplicas')).toBe('2');
      expect(await field('all-daemonset', 'daemonset/web', '.status.numberAvailable')).toBe('3');
      expect(await field('default', 'pod/alone', '.status.phase')).toBe('Running');
      expect(await made.steps(resources)).toEqual({});
    },
  },
  {
    of: 'waiting for a Service, an Ingress and a claim',
    says: 'ends with addresses; a claim whose class waits for its first consumer is ready while it is pending',
    holds: async ({ stack, field }) => {
      const made = await stack('front');
      const web = { ...service('front'), name: 'web' };
      const target = { ...web, object: { ...web.object, metadata: { name: 'web', namespace: 'front' } } };
      const pods = { ...workload('front', 'Deployment'), name: 'pods' };
      await made.up([namespace('front'), pods, target, ingress('front'), claim('front', 'standard')]);
      expect(await field('front', 'service/web', '.status.loadBalancer.ingress[0].ip')).not.toBe('');
      expect(await field('front', 'ingress/front', '.status.loadBalancer.ingress[0].ip')).not.toBe('');
      expect(await field('front', 'persistentvolumeclaim/data', '.status.phase')).toBe('Pending');
    },
  },
  {
    of: 'waiting for a Deployment that an autoscaler scales',
    says: 'counts the replicas that it asks for now, and leaves them to the autoscaler',
    holds: async ({ stack, kubectl, field }) => {
      const made = await stack('scaled');
      const web = (image: string): Resource =>
        workload('scaled', 'Deployment', { containers: [{ name: 'web', image }] });
      await made.up([namespace('scaled'), web('web:1')]);
      await kubectl('-n', 'scaled', 'scale', 'deployment/web', '--replicas=3');
      await made.up([namespace('scaled'), web('web:2')]);
      expect(await field('scaled', 'deployment/web', '.spec.replicas')).toBe('3');
      expect(await field('scaled', 'deployment/web', '.status.updatedReplicas')).toBe('3');
    },
  },
  {
    of: 'waiting for a Job',
    says: 'ends when it is complete, and fails when the Job does, with its reason',
    holds: async ({ stack, field }) => {
      const made = await stack('jobs');
      const job = (name: string, pod: object, spec: object = {}): Resource =>
        inNamespace('jobs', 'batch/v1:Job', {
          name,
          spec: { ...spec, template: { spec: { restartPolicy: 'Never', ...container, ...pod } } },
        });
      await made.up([namespace('jobs'), job('task', {})]);
      expect(await field('jobs', 'job/task', '.status.succeeded')).toBe('1');
      const output = await made.failingUp([
        namespace('jobs'),
        job('task', {}),
        job('late', NOWHERE, { activeDeadlineSeconds: 1 }),
      ]);
      expect(output).toContain('DeadlineExceeded');
      expect(made.state('late')?.initErrors).not.toEqual([]);
    },
  },
  {
    of: 'waiting for a Service',
    says: 'does not ask for pods where it is headless, leads out of the cluster, or has no selector',
    holds: async ({ stack }) => {
      const made = await stack('podless');
      const podless = (name: string, spec: object): Resource =>
        inNamespace('podless', 'core/v1:Service', { name, spec: { ports: [{ port: 80 }], ...spec } });
      await made.up([
        namespace('podless'),
        podless('headless', { selector: { app: 'web' }, clusterIP: 'None' }),
        podless('external', { type: 'ExternalName', externalName: 'db.example.com', ports: [] }),
        podless('unselected', {}),
      ]);
      expect(made.state('headless')?.id).toBe('podless/headless');
    },
  },
  {
    of: 'the option customTimeouts',
    says: 'bounds the wait before the annotation does',
    holds: async ({ stack }) => {
      const made = await stack('bounded');
      const web = annotated(workload('bounded', 'Deployment', NOWHERE), { timeoutSeconds: '600' });
      const bounded = { ...web, options: { ...web.options, customTimeouts: { create: '2s' } } };
      expect(await made.failingUp([namespace('bounded'), bounded])).toMatch(/timed? ?out/i);
      expect(made.state('web')?.initErrors).not.toEqual([]);
    },
  },
  {
    of: 'an object that did not become ready',
    says: 'is updated by the next run, not made again, and is as it should be once it is ready',
    holds: async ({ stack, field }) => {
      const made = await stack('mended');
      const stuck = annotated(workload('mended', 'Deployment', NOWHERE), TIMEOUT);
      await made.failingUp([namespace('mended'), stuck]);
      const uid = await field('mended', 'deployment/web', '.metadata.uid');
      expect(await made.steps([namespace('mended'), stuck])).toEqual({ web: 'update' });
      const mended = [namespace('mended'), workload('mended', 'Deployment')];
      await made.up(mended);
      expect(made.state('web')?.initErrors ?? []).toEqual([]);
      expect(await field('mended', 'deployment/web', '.metadata.uid')).toBe(uid);
      expect(await made.steps(mended)).toEqual({});
    },
  },
  {
    of: 'pulumi.com/skipAwait',
    says: 'set to "true", the resource is created without waiting for readiness',
    holds: async ({ stack }) => {
      const made = await stack('skipped');
      const web = workload('skipped', 'Deployment', NOWHERE);
      await made.up([namespace('skipped'), annotated(web, { skipAwait: 'true' })]);
      expect(made.state('web')?.id).toBe('skipped/web');
    },
  },
  {
    of: 'pulumi.com/waitFor',
    says: 'a resource is ready when a path has the value, a condition its status, or all of an array hold',
    holds: async ({ stack }) => {
      const made = await stack('wait-for');
      const all = '["jsonpath={.status.phase}=Running", "condition=Ready", "jsonpath={.spec.containers[*].name}"]';
      const pod = inNamespace('wait-for', 'core/v1:Pod', { name: 'web', spec: container });
      await made.up([namespace('wait-for'), annotated(pod, { waitFor: all })]);
      const never = annotated(configMap('wait-for', {}), { ...TIMEOUT, waitFor: 'jsonpath={.data.ready}=yes' });
      await made.failingUp([namespace('wait-for'), annotated(pod, { waitFor: all }), never]);
      expect(made.state('settings')?.initErrors).not.toEqual([]);
    },
  },
  {
    of: 'pulumi.com/waitFor',
    says: 'an expression with another prefix is an error',
    holds: async ({ stack }) => {
      const made = await stack('prefix');
      const bad = annotated(configMap('default', {}), { waitFor: 'Ready' });
      expect(await made.failingUp([{ ...bad, options: {} }])).toMatch(/jsonpath=.*condition=/);
    },
  },
  {
    of: 'pulumi.com/replaceUnready',
    says: 'a Job that failed is replaced, not waited for again',
    holds: async ({ stack, field }) => {
      const made = await stack('again');
      const job = (pod: object): Resource =>
        annotated(
          inNamespace('again', 'batch/v1:Job', {
            name: 'task',
            spec: { activeDeadlineSeconds: 1, template: { spec: { restartPolicy: 'Never', ...container, ...pod } } },
          }),
          { replaceUnready: 'true', timeoutSeconds: '20' },
        );
      await made.failingUp([namespace('again'), job(NOWHERE)]);
      const first = await field('again', 'job/task', '.metadata.uid');
      expect(await made.steps([namespace('again'), job(NOWHERE)])).toHaveProperty('task');
      await made.failingUp([namespace('again'), job(NOWHERE)]);
      expect(await field('again', 'job/task', '.metadata.uid')).not.toBe(first);
    },
  },
];

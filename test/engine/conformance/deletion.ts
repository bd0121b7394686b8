import { inNamespace, namespace, type Resource } from '../object-stack';
import type { Behaviour } from './behaviour';
import { annotated, configMap, podTemplate, workload } from './manifests';

const guarded = (space: string): Resource =>
  inNamespace(space, 'core/v1:Pod', { name: 'web', spec: { containers: [{ name: 'web', image: 'web:1' }] } });

/** An object of somebody else that holds its namespace. */
const GUARD = '{"metadata":{"finalizers":["example.com/guard"]}}';
const NO_GUARD = '{"metadata":{"finalizers":null}}';

/** How objects go. */
export const DELETION: readonly Behaviour[] = [
  {
    of: 'pulumi destroy',
    says: 'leaves nothing, and ends when a namespace is gone with all that is in it',
    holds: async ({ stack, kubectl }) => {
      const made = await stack('destroyed');
      await made.up([
        namespace('destroyed'),
        configMap('destroyed', { a: '1' }),
        workload('destroyed', 'Deployment', {}, { replicas: 2 }),
      ]);
      // what the stack did not make goes with its namespace
      await kubectl('-n', 'destroyed', 'create', 'configmap', 'by-hand');
      await made.destroy();
      await expect(kubectl('get', 'namespace', 'destroyed')).rejects.toThrow('namespaces "destroyed" not found');
      expect(await kubectl('-n', 'destroyed', 'get', 'deployments,replicasets,pods,configmaps', '-o', 'name')).toBe('');
    },
  },
  {
    of: 'pulumi destroy',
    says: 'of an object that is gone already succeeds',
    holds: async ({ stack, kubectl }) => {
      const made = await stack('vanished');
      await made.up([namespace('vanished'), configMap('vanished', { a: '1' })]);
      await kubectl('delete', 'namespace', 'vanished');
      await made.destroy();
      expect(made.state('settings')).toBeUndefined();
    },
  },
  {
    of: 'pulumi.com/timeoutSeconds',
    says: 'bounds the wait for a deletion as well; the object stays in the state, and a later destroy ends it',
    holds: async ({ stack, kubectl }) => {
      const made = await stack('held');
      // the namespace controller looks for what is left after five seconds
      await made.up([annotated(namespace('held'), { timeoutSeconds: '10' })]);
      await kubectl('-n', 'held', 'create', 'configmap', 'guard');
      await kubectl('-n', 'held', 'patch', 'configmap', 'guard', '--type=merge', '-p', GUARD);
      await expect(made.destroy()).rejects.toThrow(/timed? ?out/i);
      expect(made.state('namespace')?.id).toBe('held');
      await kubectl('-n', 'held', 'patch', 'configmap', 'guard', '--type=merge', '-p', NO_GUARD);
      await made.destroy();
      await expect(kubectl('get', 'namespace', 'held')).rejects.toThrow('not found');
    },
  },
  {
    of: 'pulumi.com/skipAwait',
    says: 'a Pod that is held is not waited for when it is deleted',
    holds: async ({ stack, kubectl, field }) => {
      const made = await stack('unawaited');
      await made.up([namespace('unawaited'), annotated(guarded('unawaited'), { skipAwait: 'true' })]);
      await kubectl('-n', 'unawaited', 'patch', 'pod', 'web', '--type=merge', '-p', GUARD);
      await made.up([namespace('unawaited')]);
      expect(made.state('web')).toBeUndefined();
      expect(await field('unawaited', 'pod/web', '.metadata.deletionTimestamp')).not.toBe('');
      await kubectl('-n', 'unawaited', 'patch', 'pod', 'web', '--type=merge', '-p', NO_GUARD);
    },
  },
  {
    of: 'pulumi.com/deletionPropagationPolicy',
    says: 'orphan leaves what the object owns; without it that goes as well',
    holds: async ({ stack, kubectl }) => {
      const made = await stack('orphans');
      const web = workload('orphans', 'Deployment', {}, { template: podTemplate() });
      const owned = (): Promise<string> => kubectl('-n', 'orphans', 'get', 'replicasets', '-o', 'name');
      await made.up([namespace('orphans'), annotated(web, { deletionPropagationPolicy: 'orphan' })]);
      await made.up([namespace('orphans')]);
      expect(await kubectl('-n', 'orphans', 'get', 'deployments', '-o', 'name')).toBe('');
      expect(await owned()).toMatch(/^replicaset\.apps\/web-/);
      await kubectl('-n', 'orphans', 'delete', 'replicasets', '--all');
      await made.up([namespace('orphans'), web]);
      await made.up([namespace('orphans')]);
      // the foreground is waited for: nothing is left when the update ends
      expect(await owned()).toBe('');
    },
  },
];

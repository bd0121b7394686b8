import { inNamespace, namespace, type Resource } from '../object-stack';
import type { Behaviour } from './behaviour';
import { configMap, workload } from './manifests';

/** The same resource under another name of its object. */
function renamed(resource: Resource, name: string): Resource {
  const { metadata, ...fields } = resource.object as { metadata: object };
  return { ...resource, object: { metadata: { ...metadata, name }, ...fields } };
}

const labelled = (space: string, label: string): Resource => {
  const labels = { app: label };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:1' }] } };
  return workload(space, 'Deployment', {}, { selector: { matchLabels: labels }, template });
};

const service = (space: string, clusterIP: string): Resource =>
  inNamespace(space, 'core/v1:Service', { name: 'db', spec: { clusterIP, ports: [{ port: 5432 }] } });

/** Which object a resource is, and when it becomes another one. */
export const IDENTITY: readonly Behaviour[] = [
  {
    of: 'resource ID',
    says: 'is namespace/name, and the name alone for an object of the cluster',
    holds: async ({ stack }) => {
      const made = await stack('ids');
      await made.up([namespace('ids'), configMap('ids', { a: '1' })]);
      expect(made.state('settings')?.id).toBe('ids/settings');
      expect(made.state('namespace')?.id).toBe('ids');
    },
  },
  {
    of: 'immutable fields',
    says: 'a changed selector replaces a Deployment: the old one goes first, because the name is taken',
    holds: async ({ stack, field }) => {
      const made = await stack('selector');
      await made.up([namespace('selector'), labelled('selector', 'old')]);
      const uid = await field('selector', 'deployment/web', '.metadata.uid');
      const next = [namespace('selector'), labelled('selector', 'new')];
      expect(await made.steps(next)).toEqual({ web: 'replace' });
      // it would be refused as one that exists already, were the old one still there
      await made.up(next);
      expect(await field('selector', 'deployment/web', '.spec.selector.matchLabels.app')).toBe('new');
      expect(await field('selector', 'deployment/web', '.metadata.uid')).not.toBe(uid);
      expect(await made.steps(next)).toEqual({});
    },
  },
  {
    of: 'immutable fields',
    says: 'a Service whose address becomes another kind of address is replaced, and so is a claim of another class',
    holds: async ({ stack, field }) => {
      const made = await stack('addresses');
      const claim = (storageClassName: string): Resource =>
        inNamespace('addresses', 'core/v1:PersistentVolumeClaim', {
          name: 'data',
          spec: { storageClassName, accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        });
      await made.up([namespace('addresses'), service('addresses', 'None'), claim('standard')]);
      const next = [namespace('addresses'), service('addresses', '10.96.7.7'), claim('standard')];
      expect(await made.steps(next)).toEqual({ db: 'replace' });
      await made.up(next);
      expect(await field('addresses', 'service/db', '.spec.clusterIP')).toBe('10.96.7.7');
      expect(await made.steps([...next.slice(0, 2), claim('other')])).toEqual({ data: 'replace' });
    },
  },
  {
    of: 'metadata.name',
    says: 'another name is another object: the new one is made before the old one goes',
    holds: async ({ stack, kubectl, field }) => {
      const made = await stack('renamed');
      const settings = configMap('renamed', { a: '1' });
      await made.up([namespace('renamed'), settings]);
      const next = [namespace('renamed'), renamed(settings, 'options')];
      expect(await made.steps(next)).toEqual({ settings: 'replace' });
      // the new name is taken by somebody else: nothing is lost
      await kubectl('-n', 'renamed', 'create', 'configmap', 'options');
      await made.failingUp(next);
      expect(await field('renamed', 'configmap/settings', '.data.a')).toBe('1');
      await kubectl('-n', 'renamed', 'delete', 'configmap', 'options');
      await made.up(next);
      expect(made.state('settings')?.id).toBe('renamed/options');
      expect(await kubectl('-n', 'renamed', 'get', 'configmaps', '-o', 'name')).not.toContain('configmap/settings');
    },
  },
  {
    of: 'metadata.namespace',
    says: 'the same name in another namespace is another object',
    holds: async ({ stack, kubectl, field }) => {
      const made = await stack('moved');
      const settings = (space: string): Resource => ({ ...configMap(space, { a: '1' }), options: {} });
      await made.up([settings('default')]);
      expect(await made.steps([settings('kube-public')])).toEqual({ settings: 'replace' });
      await made.up([settings('kube-public')]);
      expect(await field('kube-public', 'configmap/settings', '.data.a')).toBe('1');
      expect(await kubectl('-n', 'default', 'get', 'configmaps', '-o', 'name')).not.toContain('configmap/settings');
      await made.destroy();
    },
  },
  {
    of: 'auto-naming',
    says: 'an object without a name gets one of its own, keeps it, and is replaced before the old one goes',
    holds: async ({ stack, kubectl }) => {
      const made = await stack('named');
      const auto = (value: string): Resource => ({
        type: 'core/v1:ConfigMap',
        name: 'auto',
        object: { metadata: { namespace: 'named' }, data: { a: value } },
        options: { dependsOn: ['namespace'] },
      });
      await made.up([namespace('named'), auto('1')]);
      const first = made.state('auto')?.id;
      expect(first).toMatch(/^named\/auto-[0-9a-f]{8}$/);
      expect(await made.steps([namespace('named'), auto('1')])).toEqual({});
      await made.up([namespace('named'), auto('2')]);
      expect(made.state('auto')?.id).not.toBe(first);
      expect((await kubectl('-n', 'named', 'get', 'configmaps', '-o', 'name')).match(/auto-/g)).toHaveLength(1);
    },
  },
];

import { namespace, type Resource } from '../object-stack';
import type { Behaviour } from './behaviour';
import { configMap, workload } from './manifests';

const MUTABLE = { enableConfigMapMutable: 'true' };
const edited = (space: string, data: object): Resource[] => [namespace(space), configMap(space, data)];

/** What a preview shows, what an update does, and what a refresh finds. */
export const CHANGES: readonly Behaviour[] = [
  {
    of: 'an update',
    says: 'without a change changes nothing, however the API server writes what it was given',
    holds: async ({ stack, field }) => {
      const made = await stack('life', MUTABLE);
      // the API server writes 1000m as 1
      const container = { name: 'web', image: 'web:1', resources: { requests: { cpu: '1000m' } } };
      const resources = [
        ...edited('life', { a: '1' }),
        workload('life', 'Deployment', { containers: [container] }, { replicas: 2 }),
      ];
      await made.up(resources);
      // ready, not only made
      expect(await field('life', 'deployment/web', '.status.availableReplicas')).toBe('2');
      expect(await made.steps(resources)).toEqual({});
      await made.refresh();
      expect(await made.steps(resources)).toEqual({});
    },
  },
  {
    of: 'detailed diff',
    says: 'names each field that is added, changed or taken away, and an update does exactly that',
    holds: async ({ stack, field }) => {
      const made = await stack('edit', MUTABLE);
      const other = { ...configMap('edit', { a: '1' }), name: 'other' };
      const others = [{ ...other, object: { metadata: { name: 'other', namespace: 'edit' }, data: { a: '1' } } }];
      await made.up([...edited('edit', { a: '1', b: '1', same: '1' }), ...others]);
      const uid = await field('edit', 'configmap/settings', '.metadata.uid');
      const next = [...edited('edit', { a: '2', c: '1', same: '1' }), ...others];
      expect(await made.steps(next)).toEqual({ settings: 'update' });
      expect(await made.differences(next, 'settings')).toEqual({
        'data.a': 'update',
        'data.b': 'delete',
        'data.c': 'add',
      });
      await made.up(next);
      expect(JSON.parse(await field('edit', 'configmap/settings', '.data'))).toEqual({ a: '2', c: '1', same: '1' });
      expect(await field('edit', 'configmap/settings', '.metadata.uid')).toBe(uid);
    },
  },
  {
    of: 'detailed diff',
    says: 'marks the field because of which an object is replaced',
    holds: async ({ stack }) => {
      const made = await stack('marked');
      await made.up(edited('marked', { a: '1' }));
      const next = edited('marked', { a: '2' });
      expect(await made.differences(next, 'settings')).toEqual({ 'data.a': 'update-replace' });
    },
  },
  {
    of: 'a preview',
    says: 'goes on where a value, a namespace or a kind is not there yet',
    holds: async ({ stack, field }) => {
      const made = await stack('unknown');
      const later = configMap('unknown', { id: { $idOf: 'settings' } });
      const resources: Resource[] = [
        ...edited('unknown', { a: '1' }),
        { ...later, name: 'later', object: { ...later.object, metadata: { name: 'later', namespace: 'unknown' } } },
      ];
      const thing = {
        type: 'example.com/v1:Thing',
        name: 'thing',
        object: { metadata: { name: 'thing', namespace: 'unknown' }, spec: {} },
        options: { dependsOn: ['namespace'] },
      };
      expect(await made.steps([...resources, thing])).toEqual({
        namespace: 'create',
        settings: 'create',
        later: 'create',
        thing: 'create',
      });
      await made.up(resources);
      expect(await field('unknown', 'configmap/later', '.data.id')).toBe('unknown/settings');
    },
  },
  {
    of: 'pulumi refresh',
    says: 'finds what somebody changed in the cluster, and the next update repairs it',
    holds: async ({ stack, kubectl, field }) => {
      const made = await stack('drift', MUTABLE);
      const resources = [...edited('drift', { a: '1', b: '1' }), workload('drift', 'Deployment', {}, { replicas: 2 })];
      await made.up(resources);
      await kubectl('-n', 'drift', 'patch', 'configmap', 'settings', '-p', '{"data":{"a":"by hand","c":"new"}}');
      await kubectl('-n', 'drift', 'patch', 'deployment', 'web', '-p', '{"spec":{"replicas":3}}');
      expect(await made.steps(resources)).toEqual({});
      await made.refresh();
      expect(await made.steps(resources)).toEqual({ settings: 'update', web: 'update' });
      expect(await made.differences(resources, 'web')).toEqual({ 'spec.replicas': 'update' });
      await made.up(resources);
      expect(await field('drift', 'configmap/settings', '.data.a')).toBe('1');
      expect(await field('drift', 'deployment/web', '.spec.replicas')).toBe('2');
      expect(await made.steps(resources)).toEqual({});
    },
  },
  {
    of: 'pulumi refresh',
    says: 'forgets an object that somebody deleted, and the next update makes it again',
    holds: async ({ stack, kubectl, field }) => {
      const made = await stack('gone');
      const resources = edited('gone', { a: '1' });
      await made.up(resources);
      await kubectl('-n', 'gone', 'delete', 'configmap', 'settings');
      await made.refresh();
      expect(made.state('settings')).toBeUndefined();
      expect(await made.steps(resources)).toEqual({ settings: 'create' });
      await made.up(resources);
      expect(await field('gone', 'configmap/settings', '.data.a')).toBe('1');
    },
  },
  {
    of: 'the option import',
    says: 'takes an object over that is as the program says, and leaves it unchanged',
    holds: async ({ stack, kubectl, field }) => {
      await kubectl('create', 'namespace', 'found');
      await kubectl('-n', 'found', 'create', 'configmap', 'settings', '--from-literal=a=1');
      const uid = await field('found', 'configmap/settings', '.metadata.uid');
      const made = await stack('found');
      const metadata = { name: 'settings', namespace: 'found' };
      const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: '1' } };
      const imported = { type: 'core/v1:ConfigMap', name: 'settings', object };
      await made.up([{ ...imported, options: { import: 'found/settings' } }]);
      expect(await made.steps([imported])).toEqual({});
      expect(await field('found', 'configmap/settings', '.metadata.uid')).toBe(uid);
    },
  },
  {
    of: 'the option import',
    says: 'of an object that is not there fails, and nothing is made',
    holds: async ({ stack, kubectl }) => {
      const made = await stack('absent');
      const absent = { ...configMap('default', { a: '1' }), options: { import: 'default/absent' } };
      expect(await made.failingUp([absent])).toMatch(/does not exist/);
      expect(made.state('settings')).toBeUndefined();
      expect(await kubectl('-n', 'default', 'get', 'configmaps', '-o', 'name')).not.toContain('configmap/settings');
    },
  },
  {
    of: 'pulumi import',
    says: 'takes an object into the stack that no program names yet; a program that names it as it is changes nothing',
    holds: async ({ stack, kubectl }) => {
      await kubectl('create', 'namespace', 'adopted');
      await kubectl('-n', 'adopted', 'create', 'configmap', 'settings', '--from-literal=a=1');
      const made = await stack('adopted');
      await made.up([]);
      await made.import('core/v1:ConfigMap', 'settings', 'adopted/settings');
      expect(made.state('settings')?.id).toBe('adopted/settings');
      const metadata = { name: 'settings', namespace: 'adopted' };
      const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { a: '1' } };
      expect(await made.steps([{ type: 'core/v1:ConfigMap', name: 'settings', object }])).toEqual({});
    },
  },
];

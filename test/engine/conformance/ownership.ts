import { namespace, type Resource } from '../object-stack';
import type { Behaviour, Bench } from './behaviour';
import { annotated, configMap, podTemplate, workload } from './manifests';

const MUTABLE = { enableConfigMapMutable: 'true' };

/** Another manager writes a field of the ConfigMap `settings`. */
function written({ kubectl }: Bench, space: string, manager: string, data: object): Promise<string> {
  const patch = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' }, data };
  const args = ['patch', 'configmap', 'settings', `--field-manager=${manager}`, '-p', JSON.stringify(patch)];
  return kubectl('-n', space, ...args);
}

/** Who manages an object, as `manager/operation`. */
async function managers({ kubectl }: Bench, space: string, object: string): Promise<string[]> {
  const path = 'jsonpath={range .metadata.managedFields[*]}{.manager}/{.operation} {end}';
  return (await kubectl('-n', space, 'get', object, '--show-managed-fields', '-o', path)).trim().split(' ');
}

/** Whose field it is: server-side apply. */
export const OWNERSHIP: readonly Behaviour[] = [
  {
    of: 'server-side apply',
    says: 'a field that another manager wrote is a conflict that names the manager and the field, and is left alone',
    holds: async (bench) => {
      const made = await bench.stack('conflict', MUTABLE);
      await made.up([namespace('conflict'), configMap('conflict', { a: '1', b: '1' })]);
      await written(bench, 'conflict', 'operator', { a: 'theirs' });
      const output = await made.failingUp([namespace('conflict'), configMap('conflict', { a: '2', b: '2' })]);
      expect(output).toContain('"operator"');
      expect(output).toContain('.data.a');
      expect(output).toContain('pulumi.com/patchForce');
      // all or nothing
      expect(await bench.field('conflict', 'configmap/settings', '.data')).toBe('{"a":"theirs","b":"1"}');
    },
  },
  {
    of: 'pulumi.com/patchForce',
    says: 'takes the field, and only where it stands',
    holds: async (bench) => {
      const made = await bench.stack('forced', MUTABLE);
      const settings = (a: string): Resource => configMap('forced', { a });
      await made.up([namespace('forced'), settings('1')]);
      await written(bench, 'forced', 'operator', { a: 'theirs' });
      await made.up([namespace('forced'), annotated(settings('2'), { patchForce: 'true' })]);
      expect(await bench.field('forced', 'configmap/settings', '.data.a')).toBe('2');
      await written(bench, 'forced', 'operator', { a: 'theirs' });
      await made.failingUp([namespace('forced'), annotated(settings('3'), { patchForce: 'false' })]);
      expect(await bench.field('forced', 'configmap/settings', '.data.a')).toBe('theirs');
    },
  },
  {
    of: 'PULUMI_K8S_ENABLE_PATCH_FORCE',
    says: 'takes fields for all resources of a run',
    holds: async (bench) => {
      const made = await bench.stack('all-forced', MUTABLE);
      await made.up([namespace('all-forced'), configMap('all-forced', { a: '1' })]);
      await written(bench, 'all-forced', 'operator', { a: 'theirs' });
      const next = [namespace('all-forced'), configMap('all-forced', { a: '2' })];
      await made.up(next, { PULUMI_K8S_ENABLE_PATCH_FORCE: 'true' });
      expect(await bench.field('all-forced', 'configmap/settings', '.data.a')).toBe('2');
    },
  },
  {
    of: 'field managers',
    says: 'each resource has one of its own, which applies; fields that kubectl wrote are taken back without a conflict',
    holds: async (bench) => {
      const made = await bench.stack('managers', MUTABLE);
      await made.up([namespace('managers'), configMap('managers', { a: '1' })]);
      const [first] = await managers(bench, 'managers', 'configmap/settings');
      expect(first).toMatch(/^pulumi-kubernetes-[0-9a-f]{8}\/Apply$/);
      expect(await managers(bench, 'managers', 'namespace/managers')).not.toContain(first);
      await written(bench, 'managers', 'kubectl-edit', { a: 'by hand' });
      await made.up([namespace('managers'), configMap('managers', { a: '2' })]);
      expect(await bench.field('managers', 'configmap/settings', '.data.a')).toBe('2');
      expect(await managers(bench, 'managers', 'configmap/settings')).toContain(first);
    },
  },
  {
    of: 'pulumi.com/patchFieldManager',
    says: 'names the field manager',
    holds: async (bench) => {
      const made = await bench.stack('own-name');
      const settings = annotated(configMap('own-name', { a: '1' }), { patchFieldManager: 'shop-team' });
      await made.up([namespace('own-name'), settings]);
      expect(await managers(bench, 'own-name', 'configmap/settings')).toEqual(['shop-team/Apply']);
    },
  },
  {
    of: 'server-side apply',
    says: 'a field that others added stays when an update changes other fields',
    holds: async (bench) => {
      const made = await bench.stack('shared', MUTABLE);
      await made.up([namespace('shared'), configMap('shared', { a: '1' })]);
      await written(bench, 'shared', 'operator', { theirs: '1' });
      await made.up([namespace('shared'), configMap('shared', { a: '2' })]);
      expect(JSON.parse(await bench.field('shared', 'configmap/settings', '.data'))).toEqual({ a: '2', theirs: '1' });
    },
  },
  {
    of: 'the option ignoreChanges',
    says: 'leaves a field to whoever manages it now, as an autoscaler does',
    holds: async (bench) => {
      const made = await bench.stack('left');
      const web = (image: string): Resource => ({
        ...workload('left', 'Deployment', {}, { replicas: 2, template: podTemplate({}, image) }),
        options: { dependsOn: ['namespace'], ignoreChanges: ['spec.replicas'] },
      });
      await made.up([namespace('left'), web('web:1')]);
      const scale = ['patch', 'deployment', 'web', '--subresource=scale', '--field-manager=autoscaler', '--type=merge'];
      await bench.kubectl('-n', 'left', ...scale, '-p', '{"spec":{"replicas":4}}');
      await made.up([namespace('left'), web('web:2')]);
      expect(await bench.field('left', 'deployment/web', '.spec.replicas')).toBe('4');
      expect(await bench.field('left', 'deployment/web', '.spec.template.spec.containers[0].image')).toBe('web:2');
    },
  },
];

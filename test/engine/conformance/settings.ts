import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { inNamespace, namespace, type Resource } from '../object-stack';
import type { Behaviour } from './behaviour';
import { configMap } from './manifests';

/** A ConfigMap that names no namespace. Its own name is its behaviour's: several run at a time, in the same namespaces. */
const homeless = (name: string): Resource => ({
  type: 'core/v1:ConfigMap',
  name: 'settings',
  object: { metadata: { name } },
});

const settings = (space: string, value: string, fields: object = {}): Resource[] => {
  const { object, ...resource } = configMap(space, { a: value });
  return [namespace(space), { ...resource, object: { ...object, ...fields } }];
};

const secret = (space: string, value: string, fields: object = {}): Resource[] => [
  namespace(space),
  inNamespace(space, 'core/v1:Secret', { name: 'key', stringData: { a: { $secret: value } }, ...fields }),
];

/** Arguments of the provider. */
export const SETTINGS: readonly Behaviour[] = [
  {
    of: 'kubeconfig',
    says: 'is the content of a file as well as its path, also one from the home folder, and all are the same cluster',
    holds: async ({ stack, kubeconfig, field }) => {
      const made = await stack('text');
      await made.up(settings('text', '1'));
      const text = made.with({ kubeconfig: readFileSync(kubeconfig, 'utf8') });
      expect(await text.steps(settings('text', '1'))).toEqual({});
      expect(await text.steps(settings('text', '2'))).toEqual({ settings: 'replace' });
      const uid = await field('text', 'configmap/settings', '.metadata.uid');
      const home = made.with({ kubeconfig: `~/${basename(kubeconfig)}` });
      await home.up(settings('text', '1'), { HOME: dirname(kubeconfig) });
      expect(await field('text', 'configmap/settings', '.metadata.uid')).toBe(uid);
    },
  },
  {
    of: 'kubeconfig',
    says: 'that leads nowhere is told, and nothing is made',
    holds: async ({ stack }) => {
      const made = await stack('nowhere', { kubeconfig: '/no/such/kubeconfig' });
      expect(await made.failingUp([namespace('nowhere')])).toContain('/no/such/kubeconfig');
      expect(made.state('namespace')).toBeUndefined();
    },
  },
  {
    of: 'context',
    says: 'chooses a context of the kubeconfig; one that is not there is told',
    holds: async ({ stack, context }) => {
      const made = await stack('context', { context });
      await made.up([namespace('context')]);
      expect(made.state('namespace')?.id).toBe('context');
      const missing = await stack('missing-context', { context: 'missing' });
      expect(await missing.failingUp([namespace('missing-context')])).toContain('missing');
      expect(missing.state('namespace')).toBeUndefined();
    },
  },
  {
    of: 'namespace',
    says: 'is where objects go that name none; it is ignored for objects of the cluster',
    holds: async ({ stack }) => {
      const made = await stack('default-namespace', { namespace: 'kube-public' });
      await made.up([homeless('of-provider'), namespace('default-namespace')]);
      expect(made.state('settings')?.id).toBe('kube-public/of-provider');
      expect(made.state('namespace')?.id).toBe('default-namespace');
      await made.destroy();
    },
  },
  {
    of: 'namespace',
    says: "comes before that of the kubeconfig's context, which is used where it is not given",
    holds: async ({ stack, kubeconfig }) => {
      const text = readFileSync(kubeconfig, 'utf8').replace(/^(\s*)(user: .*)$/m, '$1namespace: kube-public\n$1$2');
      const made = await stack('context-namespace', { kubeconfig: text });
      await made.up([homeless('of-context')]);
      expect(made.state('settings')?.id).toBe('kube-public/of-context');
      const moved = made.with({ kubeconfig: text, namespace: 'default' });
      await moved.up([homeless('of-context')]);
      expect(made.state('settings')?.id).toBe('default/of-context');
      await made.destroy();
    },
  },
  {
    of: 'enableConfigMapMutable',
    says: 'changes a ConfigMap in place; without it, or where it is immutable, a change replaces it',
    holds: async ({ stack, field }) => {
      const strict = await stack('maps');
      const mutable = strict.with({ enableConfigMapMutable: 'true' });
      await strict.up(settings('maps', '1'));
      expect(await strict.steps(settings('maps', '2'))).toEqual({ settings: 'replace' });
      const uid = await field('maps', 'configmap/settings', '.metadata.uid');
      await mutable.up(settings('maps', '2', { immutable: true }));
      expect(await field('maps', 'configmap/settings', '.metadata.uid')).toBe(uid);
      expect(await mutable.steps(settings('maps', '3', { immutable: true }))).toEqual({ settings: 'replace' });
    },
  },
  {
    of: 'enableSecretMutable',
    says: 'changes a Secret in place; its type, or one that is immutable, is replaced all the same',
    holds: async ({ stack, field }) => {
      const strict = await stack('keys');
      const mutable = strict.with({ enableSecretMutable: 'true' });
      await strict.up(secret('keys', '1'));
      expect(await strict.steps(secret('keys', '2'))).toEqual({ key: 'replace' });
      const uid = await field('keys', 'secret/key', '.metadata.uid');
      await mutable.up(secret('keys', '2'));
      expect(await field('keys', 'secret/key', '.metadata.uid')).toBe(uid);
      expect(await field('keys', 'secret/key', '.data.a')).toBe(Buffer.from('2').toString('base64'));
      expect(await mutable.steps(secret('keys', '2', { type: 'example.com/key' }))).toEqual({ key: 'replace' });
    },
  },
  {
    of: 'upsertExistingObjects',
    says: 'takes an object over that exists; without it that is an error',
    holds: async ({ stack, kubectl }) => {
      await kubectl('create', 'namespace', 'taken');
      const made = await stack('taken');
      expect(await made.failingUp([namespace('taken')])).toContain('"taken" already exists');
      expect(made.state('namespace')).toBeUndefined();
      await made.with({ upsertExistingObjects: 'true' }).up([namespace('taken')]);
      expect(made.state('namespace')?.id).toBe('taken');
    },
  },
  {
    of: 'clusterIdentifier',
    says: 'alone decides whether another kubeconfig is another cluster; without it the address does',
    holds: async ({ stack, kubeconfig }) => {
      // the certificate of the API server is for this name as well
      const moved = readFileSync(kubeconfig, 'utf8').replace('//127.0.0.1:', '//localhost:');
      const guessed = await stack('guessed');
      await guessed.up(settings('guessed', '1'));
      expect(await guessed.with({ kubeconfig: moved }).steps(settings('guessed', '1'))).toMatchObject({
        settings: 'replace',
      });
      const named = await stack('identified', { clusterIdentifier: 'one' });
      await named.up(settings('identified', '1'));
      const same = named.with({ kubeconfig: moved, clusterIdentifier: 'one' });
      expect(await same.steps(settings('identified', '1'))).toEqual({});
      const other = named.with({ clusterIdentifier: 'two' });
      expect(await other.steps(settings('identified', '1'))).toMatchObject({ settings: 'replace' });
    },
  },
];

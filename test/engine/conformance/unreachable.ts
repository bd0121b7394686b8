import { namespace, type Resource } from '../object-stack';
import type { Behaviour } from './behaviour';
import { configMap } from './manifests';

const MUTABLE = { enableConfigMapMutable: 'true' };
const held = (space: string, value: string): Resource[] => [namespace(space), configMap(space, { a: value })];

/** A cluster that does not answer, or not at once. */
export const UNREACHABLE: readonly Behaviour[] = [
  {
    of: 'an unreachable cluster',
    says: 'fails a refresh and an update, and nothing is forgotten; the message names the way to forget it',
    holds: async ({ stack, proxy }) => {
      const front = await proxy();
      const made = await stack('cut-off', { kubeconfig: front.kubeconfig });
      await made.up(held('cut-off', '1'));
      await front.close();
      const refused = await made.failingRefresh();
      expect(refused).toContain('unreachable');
      expect(refused).toContain('PULUMI_K8S_DELETE_UNREACHABLE');
      expect(await made.failingUp(held('cut-off', '2'))).toContain('unreachable');
      expect(made.state('settings')?.id).toBe('cut-off/settings');
    },
  },
  {
    of: 'deleteUnreachable',
    says: 'forgets the objects at a refresh',
    holds: async ({ stack, proxy, field }) => {
      const front = await proxy();
      const made = await stack('forgotten', { kubeconfig: front.kubeconfig, deleteUnreachable: 'true' });
      await made.up(held('forgotten', '1'));
      await front.close();
      await made.refresh();
      expect(made.state('settings')).toBeUndefined();
      // it was the way to the cluster that was gone
      expect(await field('forgotten', 'configmap/settings', '.data.a')).toBe('1');
    },
  },
  {
    of: 'PULUMI_K8S_DELETE_UNREACHABLE',
    says: 'does the same for one run, and a destroy succeeds as well',
    holds: async ({ stack, proxy }) => {
      const front = await proxy();
      const made = await stack('abandoned', { kubeconfig: front.kubeconfig });
      await made.up(held('abandoned', '1'));
      await front.close();
      await expect(made.destroy()).rejects.toThrow('unreachable');
      await made.destroy({ PULUMI_K8S_DELETE_UNREACHABLE: 'true' });
      expect(made.state('settings')).toBeUndefined();
    },
  },
  {
    of: 'skipUpdateUnreachable',
    says: 'leaves what is recorded as it is at a refresh and an update',
    holds: async ({ stack, proxy, field }) => {
      const front = await proxy();
      const settings = { kubeconfig: front.kubeconfig, skipUpdateUnreachable: 'true', clusterIdentifier: 'one' };
      const made = await stack('skipped-update', { ...settings, ...MUTABLE });
      await made.up(held('skipped-update', '1'));
      await front.close();
      await made.refresh();
      await made.up(held('skipped-update', '2'));
      expect(made.state('settings')?.id).toBe('skipped-update/settings');
      expect(await field('skipped-update', 'configmap/settings', '.data.a')).toBe('1');
    },
  },
  {
    of: 'throttling',
    says: 'a request that is answered 429 with Retry-After is sent again, and nothing is made twice',
    holds: async ({ stack, proxy, field }) => {
      const front = await proxy();
      const put = new Map<string, number>();
      front.fault = (request) => {
        const times = (put.get(request) ?? 0) + 1;
        put.set(request, times);
        return times <= 2 ? { status: 429, retryAfter: 1 } : 'pass';
      };
      const made = await stack('throttled', { kubeconfig: front.kubeconfig });
      await made.up(held('throttled', '1'));
      expect(await field('throttled', 'configmap/settings', '.data.a')).toBe('1');
      const changes = front.requests.filter((request) => /^(PATCH|POST).*settings$/.test(request));
      expect(changes).toHaveLength(3);
    },
  },
  {
    of: 'a lost connection',
    says: 'a question whose connection is reset is asked again',
    holds: async ({ stack, proxy, field }) => {
      const front = await proxy();
      let resets = 0;
      front.fault = (request) =>
        request.startsWith('GET /api/v1/namespaces/reset') && resets++ < 2 ? 'reset' : 'pass';
      const made = await stack('reset', { kubeconfig: front.kubeconfig });
      await made.up(held('reset', '1'));
      expect(resets).toBeGreaterThanOrEqual(2);
      expect(await field('reset', 'configmap/settings', '.data.a')).toBe('1');
    },
  },
];

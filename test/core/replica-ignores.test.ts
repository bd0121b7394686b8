import { replicaIgnores } from 'seaworthy';
import { plainWorkload } from '../plain-workload';

describe('what deployments leave alone', () => {
  test('is nothing where the workload decides its number of pods', () => {
    expect(replicaIgnores(plainWorkload('cart'))).toEqual({ argoCd: [], pulumi: [] });
  });

  test('is the number of pods where an autoscaler owns it', () => {
    expect(replicaIgnores(plainWorkload('cart', { owner: 'autoscaler' }))).toEqual({
      argoCd: [
        { group: 'apps', kind: 'Deployment', name: 'cart', namespace: 'shop', jsonPointers: ['/spec/replicas'] },
      ],
      pulumi: ['spec.replicas'],
    });
  });

  test('names the group of whatever is scaled, and of the core group none', () => {
    const scaled = (apiVersion: string, kind: string) =>
      replicaIgnores({
        ...plainWorkload('cart', { owner: 'autoscaler' }),
        target: { apiVersion, kind, name: 'cart' },
      }).argoCd[0]?.group;
    expect(scaled('argoproj.io/v1alpha1', 'Rollout')).toBe('argoproj.io');
    expect(scaled('v1', 'ReplicationController')).toBe('');
  });
});

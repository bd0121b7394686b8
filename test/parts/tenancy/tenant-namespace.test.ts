import { TenantNamespace } from 'seaworthy';
import { KUBERNETES_MINOR } from '../../../src/core/versions';
import { only, problems } from '../../rendering';

describe('TenantNamespace', () => {
  test("pods must meet the restricted profile of the cluster's own version", () => {
    const { metadata } = only('Namespace', (chart) => new TenantNamespace(chart, 'Namespace', { name: 'shop' }), {
      kubernetes: '1.35',
    });
    expect(metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'v1.35',
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/audit': 'restricted',
    });
  });

  test('where no environment is declared, the profile is that of the version we render for', () => {
    const { metadata } = only(
      'Namespace',
      (chart) => new TenantNamespace(chart, 'Namespace', { name: 'shop', labels: { team: 'till' } }),
    );
    expect(metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce-version': `v1.${KUBERNETES_MINOR}`,
      team: 'till',
    });
  });

  test('by default it has no labels beside those', () => {
    const { metadata } = only('Namespace', (chart) => new TenantNamespace(chart, 'Namespace', { name: 'shop' }));
    expect(
      Object.keys(metadata.labels ?? {}).filter((label) => !label.startsWith('pod-security.kubernetes.io/')),
    ).toEqual(['app.kubernetes.io/managed-by']);
  });

  test('the namespace itself is in no namespace, although its chart is', () => {
    expect(
      only('Namespace', (chart) => new TenantNamespace(chart, 'Namespace', { name: 'shop' })).metadata,
    ).not.toHaveProperty('namespace');
  });

  test('nothing goes in or out that no other policy allows', () => {
    const deny = only('NetworkPolicy', (chart) => new TenantNamespace(chart, 'Namespace', { name: 'till' }));
    expect(deny.metadata).toMatchObject({ name: 'default-deny', namespace: 'till' });
    expect(deny.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  test('rejects a name that is no DNS label', () => {
    expect(problems((chart) => new TenantNamespace(chart, 'Namespace', { name: 'My.Shop' }))).toEqual([
      expect.stringContaining("name 'My.Shop' is not a valid DNS name"),
    ]);
  });
});

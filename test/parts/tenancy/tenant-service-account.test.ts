import { TenantServiceAccount, type TenantServiceAccountProps } from 'seaworthy';
import { objects, only, problems } from '../../rendering';

const props: TenantServiceAccountProps = { name: 'runner', namespace: 'shop' };
const account = (change: Partial<TenantServiceAccountProps> = {}) => ({ ...props, ...change });
const made = (kind: string, change: Partial<TenantServiceAccountProps> = {}) =>
  only(kind, (chart) => new TenantServiceAccount(chart, 'Account', account(change)));
const refused = (change: Partial<TenantServiceAccountProps>) =>
  problems((chart) => new TenantServiceAccount(chart, 'Account', account(change)));

const may = [{ group: 'apps', resources: ['deployments'], verbs: ['get', 'patch'], names: ['api'] }];

describe('TenantServiceAccount', () => {
  test('defaults: it may do nothing, takes on no role of AWS, and its pods have no token', () => {
    const all = objects((chart) => new TenantServiceAccount(chart, 'Account', props));
    expect(all).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'runner', namespace: 'shop', labels: { 'app.kubernetes.io/managed-by': 'seaworthy' } },
        automountServiceAccountToken: false,
      },
    ]);
  });

  test('may do what is named, in its namespace', () => {
    expect(made('Role', { may })['rules']).toEqual([
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'patch'], resourceNames: ['api'] },
    ]);
    expect(made('RoleBinding', { may })).toMatchObject({
      metadata: { name: 'runner', namespace: 'shop' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'runner' },
      subjects: [{ kind: 'ServiceAccount', name: 'runner', namespace: 'shop' }],
    });
  });

  test('takes on a role of AWS', () => {
    const awsRole = 'arn:aws:iam::123456789012:role/shop';
    expect(made('ServiceAccount', { awsRole }).metadata).toMatchObject({
      annotations: { 'eks.amazonaws.com/role-arn': awsRole },
    });
    expect(refused({ awsRole: 'shop' })).toEqual([
      expect.stringContaining("awsRole 'shop' is not the ARN of an IAM role"),
    ]);
  });

  test('rejects what grants more than is written, and what grants nothing', () => {
    const wide = [
      { group: '*', resources: ['*', 'pods/*'], verbs: ['get', 'bind'] },
      { group: '', resources: [], verbs: ['get'], names: [] },
    ];
    expect(refused({ may: wide })).toEqual([
      expect.stringContaining("may[0].group '*' grants more than is written"),
      expect.stringContaining("may[0].resources '*'"),
      expect.stringContaining("may[0].resources 'pods/*'"),
      expect.stringContaining("may[0].verbs 'bind'"),
      expect.stringContaining('may[1].resources is empty, and grants nothing'),
      expect.stringContaining('may[1].names is empty'),
    ]);
  });
});

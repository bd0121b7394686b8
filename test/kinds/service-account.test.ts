import type { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { ServiceAccount } from '../../src/kinds/service-account';
import { objects } from '../rendering';

const metadata = { name: 'api', namespace: 'shop' };
const account = (shop: Chart) => new ServiceAccount(shop, 'account', { metadata });
const first = (kind: string, fill: (shop: Chart) => void) => objects(fill).find((object) => object.kind === kind);

describe('cdk8s-plus takes a ServiceAccount as one of its own', () => {
  test('as subject of a binding', () => {
    const binding = first('RoleBinding', (shop) => {
      const role = new kplus.Role(shop, 'role');
      role.allowRead(kplus.ApiResource.PODS);
      role.bind(account(shop));
    });
    expect(binding).toMatchObject({
      subjects: [{ kind: 'ServiceAccount', name: 'api', namespace: 'shop', apiGroup: '' }],
    });
  });

  test('as identity of pods', () => {
    const deployment = first('Deployment', (shop) => {
      new kplus.Deployment(shop, 'api', { serviceAccount: account(shop), containers: [{ image: 'api:1' }] });
    });
    expect(deployment).toMatchObject({ spec: { template: { spec: { serviceAccountName: 'api' } } } });
  });

  test('as an object that a role is about', () => {
    const role = first('Role', (shop) => {
      new kplus.Role(shop, 'role').allowRead(account(shop));
    });
    expect(role).toMatchObject({ rules: [{ resources: ['serviceaccounts'], resourceNames: ['api'] }] });
  });
});

test('its pods have no token unless they ask for one', () => {
  expect(first('ServiceAccount', account)).toEqual({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata,
    automountServiceAccountToken: false,
  });
});

import { GeneratedPassword, type GeneratedPasswordProps } from 'seaworthy';
import { only, problems } from '../../rendering';

const props: GeneratedPasswordProps = {
  name: 'orders-db',
  namespace: 'shop',
  store: { kind: 'SecretStore', name: 'aws' },
  remoteKey: 'prod/orders',
};
const generated = (kind: string, change: Partial<GeneratedPasswordProps> = {}) =>
  only(kind, (chart) => new GeneratedPassword(chart, 'Password', { ...props, ...change }));

describe('GeneratedPassword', () => {
  test('is made once: what is in the store is never written over, and never deleted', () => {
    expect(generated('PushSecret').spec).toEqual({
      refreshInterval: '3600s',
      secretStoreRefs: [{ kind: 'SecretStore', name: 'aws' }],
      updatePolicy: 'IfNotExists',
      deletionPolicy: 'None',
      selector: {
        generatorRef: { apiVersion: 'generators.external-secrets.io/v1alpha1', kind: 'Password', name: 'orders-db' },
      },
      data: [{ match: { secretKey: 'password', remoteRef: { remoteKey: 'prod/orders' } } }],
    });
  });

  test('defaults: 32 letters and digits, the whole secret', () => {
    expect(generated('Password').spec).toEqual({
      length: 32,
      digits: 8,
      symbols: 0,
      noUpper: false,
      allowRepeat: true,
    });
  });

  test('its length and its place in the secret can be set', () => {
    expect(generated('Password', { length: 64 }).spec).toMatchObject({ length: 64 });
    expect(generated('PushSecret', { property: 'password' }).spec.data?.[0]).toMatchObject({
      match: { remoteRef: { remoteKey: 'prod/orders', property: 'password' } },
    });
  });

  test('rejects passwords that can be guessed, and no place to keep them', () => {
    const found = problems((chart) => new GeneratedPassword(chart, 'x', { ...props, length: 21, remoteKey: '' }), {});
    expect(found).toEqual([
      expect.stringContaining("remoteKey '' names no secret in the store"),
      expect.stringContaining('length 21 is no length of a password; allowed: 22 (128 bits) to 128'),
      expect.stringContaining('needs the custom resources of external-secrets.io/v1alpha1'),
      expect.stringContaining('needs the custom resources of generators.external-secrets.io/v1alpha1'),
    ]);
  });
});

import fc from 'fast-check';
import { SecretRef } from 'seaworthy';
import { secretRefusals } from '../../src/core/secret-refusals';

describe('secret references', () => {
  test.each([
    ['DATABASE_URL', 'database-url'],
    ['API_KEY', 'api-key'],
    ['_TOKEN', 'token'],
  ])('variable %s is kept under %s', (variable, key) => {
    expect(SecretRef.env(variable, 'prod/shop').key).toBe(key);
  });

  test('every usable variable gives a key that a Kubernetes Secret accepts', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z][A-Z0-9_]{0,40}$/), (variable) => {
        const secret = SecretRef.env(variable, 'prod/shop');
        expect(secret.key).toMatch(/^[-._a-zA-Z0-9]+$/);
        expect(secretRefusals('secrets', [secret])).toEqual([]);
      }),
    );
  });

  test('rejects a secret without a key, a variable that no shell knows, and two variables with one key', () => {
    const found = secretRefusals('secrets', [
      SecretRef.env('TOKEN', ''),
      SecretRef.env('1st', 'prod/a'),
      SecretRef.env('token', 'prod/b'),
    ]);
    expect(found.map(({ prop, problem }) => `${prop} ${problem}`)).toEqual([
      'secrets[0].remoteKey names no secret for TOKEN',
      'secrets[1].variable is not the name of an environment variable',
      "secrets[2].variable shares the key 'token' of the Secret with secrets[0].variable",
    ]);
  });
});

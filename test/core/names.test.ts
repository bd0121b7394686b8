import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { defaultName, dnsLabelRefusal, dnsSubdomainRefusal } from '../../src/core/names';
import { tokenText } from '../../src/core/token';

const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);

describe('names', () => {
  // these vectors are frozen: another name for the same constructs would replace objects in people's clusters
  test.each([
    [['feature-api', 'api'], 'feature-api-api'],
    [['shop', 'Cart', 'Worker'], 'shop-cart-worker'],
    [['shop', 'Default'], 'shop'],
    [['shop', 'api', 'Resource'], 'shop-api'],
  ])('constructs %j are named %s', (ids, name) => {
    const app = new App();
    const [chart = '', ...rest] = ids;
    const last = rest.reduce<Construct>((scope, id) => new Construct(scope, id), new Chart(app, chart));
    expect(defaultName(last)).toBe(name);
  });

  test('every DNS label is accepted, as a label and as a part of a subdomain', () => {
    fc.assert(
      fc.property(label, label, (a, b) => {
        expect(dnsLabelRefusal('name', a)).toBeUndefined();
        expect(dnsSubdomainRefusal('name', `${a}.${b}`)).toBeUndefined();
      }),
    );
  });

  test.each(['', 'A', '-a', 'a-', 'a_b', 'a.b', 'ä', 'a b'])("rejects '%s' as a DNS label", (name) => {
    expect(dnsLabelRefusal('name', name)?.problem).toBe('is not a valid DNS name');
  });

  test.each(['', '.a', 'a.', 'a..b', 'A.b'])("rejects '%s' as a DNS subdomain", (name) => {
    expect(dnsSubdomainRefusal('name', name)?.problem).toBe('is not a valid DNS name');
  });

  test('rejects a name that is too long instead of cutting it', () => {
    expect(dnsLabelRefusal('name', 'a'.repeat(64))).toMatchObject({
      problem: 'is 64 characters long',
      allowed: 'at most 63',
    });
    expect(dnsSubdomainRefusal('name', 'a'.repeat(254))).toMatchObject({ allowed: 'at most 253' });
    expect(dnsLabelRefusal('name', 'a'.repeat(63))).toBeUndefined();
  });

  test('a name that only a deployment knows is judged then', () => {
    expect(dnsLabelRefusal('name', `UPPER-${tokenText({ registry: 'abcdef', index: 1 })}`)).toBeUndefined();
  });
});

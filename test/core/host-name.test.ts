import fc from 'fast-check';
import { hostNameRefusal, hostObjectName, hostSecretName, isWildcard, servesHost } from '../../src/core/host-name';

const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,8}[a-z0-9])?$/);
const domain = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));
const known = domain.filter((name) => hostNameRefusal('host', name) === undefined);
const host = fc.oneof(
  known,
  known.map((name) => `*.${name}`),
);

/** What RFC 6125 says of a wildcard: it stands for the whole first label, and for one label. */
function matchesLabels(declared: string, name: string): boolean {
  const [pattern, labels] = [declared.split('.'), name.split('.')];
  return (
    pattern.length === labels.length &&
    pattern.every((one, index) => one === labels[index] || (index === 0 && one === '*'))
  );
}

describe('hosts', () => {
  test('a certificate serves its host, and with a wildcard exactly one label in its place', () => {
    fc.assert(
      fc.property(host, known, label, (declared, other, first) => {
        const below = isWildcard(declared) ? `${first}${declared.slice(1)}` : declared;
        for (const name of [declared, other, below, `${first}.${below}`, declared.slice(2)])
          if (!isWildcard(name) && name !== '') expect(servesHost(declared, name)).toBe(matchesLabels(declared, name));
      }),
    );
  });

  test('a wildcard is served by itself alone', () => {
    expect(servesHost('*.example.com', '*.example.com')).toBe(true);
    expect(servesHost('*.com', '*.example.com')).toBe(false);
  });

  test('names of objects are DNS names, and tell any two hosts apart', () => {
    fc.assert(
      fc.property(host, host, (one, other) => {
        expect(hostObjectName(one)).toMatch(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/);
        expect(hostObjectName(one) === hostObjectName(other)).toBe(one === other);
      }),
    );
  });

  test('frozen names: Secrets and listeners in clusters are found by them', () => {
    expect(hostObjectName('api.example.com')).toBe('api.example.com');
    expect(hostObjectName('*.example.com')).toBe('example.com.wildcard');
    expect(hostSecretName('*.example.com')).toBe('example.com.wildcard-tls');
  });

  test.each([
    '',
    'localhost',
    '*',
    '*.com.',
    'a..b',
    '-a.example.com',
    'a_b.example.com',
    'example.com.wildcard',
    '::1',
  ])('rejects %j', (name) => {
    expect(hostNameRefusal('host', name)?.problem).toBe('is not a host');
  });

  test('the longest host leaves room for the names that are made of it', () => {
    const long = (length: number) => `${'a.'.repeat(length / 2 - 1)}de`;
    expect(hostNameRefusal('host', long(240))).toBeUndefined();
    expect(hostSecretName(long(240)).length).toBeLessThanOrEqual(253);
    expect(hostSecretName(`*.${long(238)}`).length).toBeLessThanOrEqual(253);
    expect(hostNameRefusal('host', long(242))?.allowed).toContain('at most 240');
  });
});

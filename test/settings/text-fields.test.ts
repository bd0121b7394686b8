import fc from 'fast-check';
import { field } from '../../src/settings';
import { readField } from './read-field';

const accepts = (kind: Parameters<typeof readField>[0], written: unknown): boolean => {
  try {
    readField(kind, written);
    return true;
  } catch {
    return false;
  }
};

describe('string', () => {
  test('reads text', () => {
    expect(readField(field.string(), 'hello')).toBe('hello');
  });

  test('rejects empty text unless it is allowed', () => {
    expect(() => readField(field.string(), '')).toThrow("value '' is too short; allowed: text that is not empty");
    expect(readField(field.string({ min: 0 }), '')).toBe('');
  });

  test('rejects text that is too long, and shows no more than its beginning', () => {
    expect(() => readField(field.string({ max: 5 }), 'abcdef')).toThrow(
      "value 'abcdef' is too long; allowed: text, 1 to 5 characters",
    );
    expect(() => readField(field.string({ max: 5 }), 'a'.repeat(100))).toThrow(`'${'a'.repeat(100)}' is too long`);
    expect(() => readField(field.string({ max: 5 }), 'a'.repeat(5000))).toThrow(`'${'a'.repeat(100)}...' is too long`);
  });

  test('rejects text that does not fit its pattern, in the words given', () => {
    const version = field.string({ pattern: { matches: /^1\.\d+$/, means: 'a version such as 1.36' } });
    expect(readField(version, '1.36')).toBe('1.36');
    expect(() => readField(version, '2')).toThrow("value '2' is not accepted; allowed: a version such as 1.36");
  });

  test('gives its example when it is missing', () => {
    expect(() => readField(field.group({ region: field.string({ example: 'eu-west-1' }) }), {})).toThrow(
      'add it, for example region: "eu-west-1"',
    );
    expect(() => readField(field.group({ region: field.string() }), {})).toThrow('region: "text"');
  });
});

describe('DNS names', () => {
  // RFC 1123: letters or digits at both ends, hyphens inside, 63 characters a label, 253 a name
  const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);

  test('accepts every label of RFC 1123 in lower case', () => {
    fc.assert(fc.property(label, (text) => readField(field.dnsLabel(), text) === text));
  });

  test('accepts every name made of labels, up to 253 characters', () => {
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 8 }), (labels) => {
        const name = labels.join('.');
        expect(accepts(field.dnsName(), name)).toBe(name.length <= 253);
      }),
    );
  });

  test('rejects every label with a foreign character', () => {
    fc.assert(
      fc.property(label, fc.stringMatching(/^[A-Z_ /:*]$/), label, (before, foreign, after) => {
        expect(accepts(field.dnsLabel(), `${before}${foreign}${after}`.slice(0, 63))).toBe(before.length >= 63);
      }),
    );
  });

  test.each(['', '-a', 'a-', 'a.b', 'A'])('rejects the label %p', (text) => {
    expect(() => readField(field.dnsLabel(), text)).toThrow('is not a valid DNS name');
  });

  test('rejects a label of 64 characters and accepts one of 63', () => {
    expect(readField(field.dnsLabel(), 'a'.repeat(63))).toHaveLength(63);
    expect(() => readField(field.dnsLabel(), 'a'.repeat(64))).toThrow('is 64 characters long; allowed: at most 63');
  });

  test('rejects a name with a label of 64 characters, and accepts one of 63', () => {
    expect(accepts(field.dnsName(), `${'a'.repeat(63)}.example.com`)).toBe(true);
    expect(() => readField(field.dnsName(), `${'a'.repeat(64)}.example.com`)).toThrow(
      'has a label of 64 characters; allowed: at most 63 between two dots',
    );
  });

  test.each(['a..b', '.a', 'a.', 'a_b.c'])('rejects the name %p', (text) => {
    expect(() => readField(field.dnsName(), text)).toThrow('is not a valid DNS name');
  });
});

describe('image', () => {
  test('accepts a digest, and a tag that is not latest', () => {
    expect(readField(field.image(), 'ghcr.io/acme/api:1.4.2')).toBe('ghcr.io/acme/api:1.4.2');
    const pinned = `ghcr.io/acme/api@sha256:${'a'.repeat(64)}`;
    expect(readField(field.image(), pinned)).toBe(pinned);
  });

  test('accepts a tag if and only if it is not latest', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constant('latest'), fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,30}$/)), (tag) => {
        expect(accepts(field.image(), `ghcr.io/acme/api:${tag}`)).toBe(tag !== 'latest');
      }),
    );
  });
});

describe('cidr', () => {
  test('accepts ranges of both address families', () => {
    expect(readField(field.cidr(), '10.0.0.0/16')).toBe('10.0.0.0/16');
    expect(readField(field.cidr(), '2001:db8::/32')).toBe('2001:db8::/32');
  });

  test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0/8', '300.0.0.0/8', 'host/8', '2001:db8::/129'])(
    'rejects %p',
    (text) => {
      expect(() => readField(field.cidr(), text)).toThrow('is not a range of addresses; allowed: CIDR notation');
    },
  );
});

describe('secretKey', () => {
  test.each(['feature-api/jwt', 'prod/db:password', 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:jwt'])(
    'accepts %p',
    (text) => {
      expect(readField(field.secretKey(), text)).toBe(text);
    },
  );

  test.each(['correct horse battery staple', 'postgres://app:pw@db/app', '-----BEGIN KEY-----\nabc', '{"a":"b"}'])(
    'rejects what can only be a value, without showing it',
    (text) => {
      expect(() => readField(field.secretKey(), text)).toThrow(
        /^1 problem in the settings:\n {2}value is not the key of a secret;/,
      );
      expect(() => readField(field.secretKey(), text)).not.toThrow(text);
    },
  );
});

describe('oneOf', () => {
  test('reads one of the choices', () => {
    expect(readField(field.oneOf(['dev', 'prod']), 'prod')).toBe('prod');
  });

  test('rejects another with all choices', () => {
    expect(() => readField(field.oneOf(['dev', 'prod']), 'qa')).toThrow(
      "value 'qa' is not one of the choices; allowed: 'dev', 'prod'; choose one of them",
    );
  });
});

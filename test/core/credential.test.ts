import fc from 'fast-check';
import { credentialIn, isLiteral, namesCredential } from '../../src/core/credential';

test.each(['PASSWORD', 'db-password', 'dbPassword', 'app.token', 'X_API_KEY'])(
  '%s is the name of a credential',
  (name) => {
    expect(namesCredential(name)).toBe(true);
  },
);

test.each(['PASSWORD_FILE', 'tokenTtl', 'passport', 'secretary', 'KEY'])(
  '%s is not the name of a credential',
  (name) => {
    expect(namesCredential(name)).toBe(false);
  },
);

test('what is filled in later is no literal', () => {
  expect(['$(A)', '${A}', '$A', '{{ .a }}', '', 'true'].map(isLiteral)).toEqual([
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
  expect(isLiteral('hunter2')).toBe(true);
});

test('a password is found in a URL of any scheme, user, host and place, and never shown', () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,12}$/);
  fc.assert(
    fc.property(
      fc.constantFrom('postgres', 'amqp', 'https', 'mongodb+srv'),
      fc.oneof(word, fc.constant('')),
      fc.stringMatching(/^[a-z0-9%]{8,20}x9$/),
      word,
      fc.string(),
      (scheme, user, password, host, after) => {
        const found = credentialIn(`url = "${scheme}://${user}:${password}@${host}" ${after}`);
        expect(found).toBe('a URL with a password');
        expect(credentialIn(`${scheme}://${user}@${host}`)).toBeUndefined();
        expect(credentialIn(`${scheme}://${host}:5432`)).toBeUndefined();
      },
    ),
  );
});

test('a password is found behind a placeholder', () => {
  expect(credentialIn('amqp://a:$(B)@mq,amqp://a:hunter2@mq')).toBe('a URL with a password');
});

test('a password is found behind an address', () => {
  expect(credentialIn('ops@acme.example: amqp://a:hunter2@mq')).toBe('a URL with a password');
});

test('a long text without any is read within the time limit of a test', () => {
  expect(credentialIn('a.'.repeat(500_000))).toBeUndefined();
  expect(credentialIn('a:'.repeat(500_000))).toBeUndefined();
  expect(credentialIn('a://'.repeat(250_000))).toBeUndefined();
});

import fc from 'fast-check';
import { check } from '../../../src/checks';
import { mayHoldCredential } from '../../../src/core/credential';
import { emit } from '../../../src/synth/emit';
import { deploymentOf, found, messages, object, token } from '../objects';

const rule = 'plain-text-secret';
const CANARY = 'hunter2-canary';
const env = (name: string, value: string) => messages(rule, deploymentOf({ env: [{ name, value }] }));
const configMap = (data: Record<string, string>) => messages(rule, object('v1', 'ConfigMap', {}, { data }));

test('rejects values in a Secret, each by its key', () => {
  expect(
    found(rule, [object('v1', 'Secret', {}, { data: { a: 'aHVudGVyMg==' }, stringData: { b: CANARY } })]),
  ).toMatchObject([
    { severity: 'error', object: 'v1 Secret shop/api', message: 'data.a holds a value' },
    { message: 'stringData.b holds a value' },
  ]);
});

test('accepts a Secret without values, and values that only a deployment knows', () => {
  expect(messages(rule, object('v1', 'Secret', {}, { type: 'kubernetes.io/service-account-token' }))).toEqual([]);
  expect(messages(rule, object('v1', 'Secret', {}, { data: { a: token(1), b: '' } }))).toEqual([]);
});

test.each([
  'DB_PASSWORD',
  'JWT_SECRET',
  'GITHUB_TOKEN',
  'apiKey',
  'STRIPE_API_KEY',
  'AWS_SECRET_ACCESS_KEY',
  'private-key',
  'PGPASSWORD',
  'SMTP_CREDENTIALS',
])('rejects the variable %s with a value', (name) => {
  expect(env(name, CANARY)).toEqual([`env ${name} of container api holds what its name calls a credential`]);
  expect(configMap({ [name]: CANARY })).toEqual([`data.${name} holds what its name calls a credential`]);
});

test.each([
  'TOKEN_TTL',
  'JWT_SECRET_FILE',
  'PASSWORD_MIN_LENGTH',
  'SECRET_NAME',
  'TOKEN_EXPIRES_IN',
  'TOKENIZER',
  'KEYBOARD',
  'COMPASS',
  'API_KEY_HEADER',
  'LOG_LEVEL',
  'SECRETARY',
])('accepts the variable %s, which is no credential', (name) => {
  expect(env(name, CANARY)).toEqual([]);
});

test.each([
  '',
  'true',
  'disabled',
  '$(DB_PASSWORD)',
  '${DB_PASSWORD}',
  '<set by the operator>',
  token(1),
  `a${token(1)}`,
])('accepts a variable whose value is no credential: %p', (value) => {
  expect(env('DB_PASSWORD', value)).toEqual([]);
});

test('data of other kinds is not held against the names of its keys', () => {
  expect(messages(rule, object('acme.dev/v1', 'ConfigMap', {}, { data: { API_TOKEN: CANARY } }))).toEqual([]);
  expect(messages(rule, object('v1', 'Thing', {}, { data: { API_TOKEN: CANARY } }))).toEqual([]);
  expect(messages(rule, object('acme.dev/v1', 'Secret', {}, { data: { note: CANARY } }))).toEqual([]);
});

test('accepts a variable that refers to a Secret', () => {
  expect(
    messages(
      rule,
      deploymentOf({ env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }] }),
    ),
  ).toEqual([]);
});

test('rejects a URL with a password wherever it stands, with its place', () => {
  expect(messages(rule, deploymentOf({ args: ['--url', `postgres://app:${CANARY}@db:5432/app`] }))).toEqual([
    'spec.template.spec.containers[0].args[1] holds a URL with a password',
  ]);
  expect(configMap({ 'app.yaml': `url: amqp://app:${CANARY}@mq` })).toEqual([
    'data.app.yaml holds a URL with a password',
  ]);
  expect(messages(rule, object('acme.dev/v1', 'Thing', {}, { spec: { url: `redis://:${CANARY}@cache` } }))).toEqual([
    'spec.url holds a URL with a password',
  ]);
});

test('a URL with a password in a variable that is called a secret is told once', () => {
  expect(env('DB_SECRET', `postgres://app:${CANARY}@db`)).toHaveLength(1);
});

test.each([
  'postgres://db:5432/app',
  'https://user@example.com',
  'https://example.com:8080/a@b',
  'postgres://app:$(PASSWORD)@db',
  'postgres://app:${PASSWORD}@db',
  'postgres://app:{{.password}}@db',
  'postgres://app:{{ .password }}@db',
  `postgres://app:${token(1)}@db`,
])('accepts the URL %s', (url) => {
  expect(env('DATABASE_URL', url)).toEqual([]);
});

test('rejects a private key, and accepts a public certificate', () => {
  const pem = (type: string) => `-----BEGIN ${type}-----\nabc\n-----END ${type}-----`;
  expect(configMap({ 'tls.key': pem('PRIVATE KEY') })).toEqual(['data.tls.key holds a private key']);
  expect(configMap({ id_rsa: pem('RSA PRIVATE KEY') })).toHaveLength(1);
  expect(configMap({ 'tls.crt': pem('CERTIFICATE'), 'jwt.pub': pem('PUBLIC KEY') })).toEqual([]);
});

test('no finding of any rule shows a value', () => {
  const password = fc.stringMatching(/^[A-Za-z0-9]{12,20}$/);
  fc.assert(
    fc.property(password, (value) => {
      const objects = [
        object('v1', 'Secret', {}, { data: { key: value }, stringData: { other: value } }),
        deploymentOf({
          env: [
            { name: 'DB_PASSWORD', value },
            { name: 'URL', value: `postgres://app:${value}@db` },
          ],
        }),
        object('v1', 'ConfigMap', {}, { data: { API_TOKEN: value, url: `https://a:${value}@b` } }),
      ];
      expect(found(rule, objects)).toHaveLength(6);
      expect(JSON.stringify(check({ objects }))).not.toContain(value);
    }),
  );
});

test('YAML that is written already tells of every credential that its object holds, whatever is around it', () => {
  const around = fc.string({ unit: 'grapheme' });
  const credential = fc.constantFrom('postgres://app:hunter2@db', '-----BEGIN RSA PRIVATE KEY-----\nMIIE');
  fc.assert(
    fc.property(around, credential, around, (before, secret, after) => {
      const manifest = {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'settings' },
        data: { text: before + secret + after },
      };
      expect(mayHoldCredential(emit([manifest]))).toBe(true);
    }),
  );
});

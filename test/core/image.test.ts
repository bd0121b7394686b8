import fc from 'fast-check';
import { imageProblem, parseImage } from '../../src/core/image';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

test.each([
  ['nginx:1.27', { repository: 'nginx', tag: '1.27' }],
  ['ghcr.io/acme/feature-api:v1.4.2', { repository: 'ghcr.io/acme/feature-api', tag: 'v1.4.2' }],
  ['localhost:5000/api:1', { repository: 'localhost:5000/api', tag: '1' }],
  [`registry.example.com/a/b@${DIGEST}`, { repository: 'registry.example.com/a/b', digest: DIGEST }],
  [`a/b:1@${DIGEST}`, { repository: 'a/b', tag: '1', digest: DIGEST }],
  ['localhost:5000/api', { repository: 'localhost:5000/api' }],
])('takes %s apart', (text, parts) => {
  expect(parseImage(text)).toEqual(parts);
});

test.each([
  '',
  'Nginx:1',
  'a/b:',
  'a/b@sha256:abc',
  'a b:1',
  'https://ghcr.io/acme/api:1',
  'a/b:-1',
  `a:${'1'.repeat(129)}`,
])('rejects %p, which is no image reference', (text) => {
  expect(imageProblem(text)).toBe('is not an image reference');
});

test('rejects an image without tag and digest', () => {
  expect(imageProblem('ghcr.io/acme/api')).toMatch(/neither tag nor digest/);
});

test('rejects a port that looks like a tag', () => {
  expect(imageProblem('localhost:5000/api')).toMatch(/neither tag nor digest/);
});

test('rejects the tag latest', () => {
  expect(imageProblem('ghcr.io/acme/api:latest')).toMatch(/'latest'/);
});

test('accepts the tag latest beside a digest, which wins', () => {
  expect(imageProblem(`ghcr.io/acme/api:latest@${DIGEST}`)).toBeUndefined();
});

test('every reference put together from legal parts comes apart into the same parts', () => {
  const host = fc.constantFrom('ghcr.io', 'localhost:5000', 'a-b.example.com:443', '[::1]:5000');
  const component = fc.stringMatching(/^[a-z0-9]{1,8}([._-][a-z0-9]{1,8})?$/);
  const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,20}$/);
  const reference = fc.record(
    { host, path: fc.array(component, { minLength: 1, maxLength: 4 }), tag, digest: fc.constant(DIGEST) },
    { requiredKeys: ['host', 'path'] },
  );
  fc.assert(
    fc.property(reference, ({ host, path, tag, digest }) => {
      const repository = [host, ...path].join('/');
      const text = `${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
      expect(parseImage(text)).toEqual({
        repository,
        ...(tag !== undefined && { tag }),
        ...(digest !== undefined && { digest }),
      });
      const pinned = digest !== undefined || (tag !== undefined && tag !== 'latest');
      expect(imageProblem(text) === undefined).toBe(pinned);
    }),
  );
});

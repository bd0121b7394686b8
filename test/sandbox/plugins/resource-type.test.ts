import fc from 'fast-check';
import {
  identityOf,
  isList,
  objectId,
  objectType,
  parseId,
} from '../../../sandbox/plugins/resource-kubernetes/resource-type';

describe('a type token', () => {
  test.each([
    ['kubernetes:core/v1:ConfigMap', 'v1', 'ConfigMap'],
    ['kubernetes:apps/v1:Deployment', 'apps/v1', 'Deployment'],
    ['kubernetes:external-secrets.io/v1:ExternalSecret', 'external-secrets.io/v1', 'ExternalSecret'],
    ['kubernetes:networking.k8s.io/v1:NetworkPolicy', 'networking.k8s.io/v1', 'NetworkPolicy'],
  ])('%s names its kind', (token, apiVersion, kind) => {
    expect(objectType(token)).toEqual({ apiVersion, kind });
  });

  test.each(['aws:s3/bucket:Bucket', 'kubernetes:v1:Pod', 'kubernetes:core/v1', 'Pod', ''])(
    'rejects %j, which names no object, with the form that is allowed',
    (token) => {
      expect(() => objectType(token)).toThrow(/allowed: kubernetes:<group>\/<version>:<kind>/);
    },
  );

  test.each(['kubernetes:helm.sh/v3:Release', 'kubernetes:yaml/v2:ConfigGroup'])(
    'rejects %s, which the stand-in does not offer, and says what to install',
    (token) => {
      expect(() => objectType(token)).toThrow(/stand-in provider.*install Pulumi's own/);
    },
  );

  test('tells lists from objects', () => {
    expect(isList({ apiVersion: 'v1', kind: 'ConfigMapList' })).toBe(true);
    expect(isList({ apiVersion: 'v1', kind: 'ConfigMap' })).toBe(false);
  });
});

describe('a URN', () => {
  test('gives the type without those of its parents, and the logical name', () => {
    const urn = 'urn:pulumi:dev::shop::cdk8s:index:Chart$kubernetes:core/v1:Service::web/Service';
    expect(identityOf(urn)).toEqual({ token: 'kubernetes:core/v1:Service', name: 'web/Service' });
  });

  test('may have colons in its name', () => {
    expect(identityOf('urn:pulumi:dev::shop::kubernetes:core/v1:Secret::a::b').name).toBe('a::b');
  });
});

describe('an identifier', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9.-]{0,20}$/);

  test('is namespace and name, and gives them back', () => {
    fc.assert(
      fc.property(name, name, (namespace, object) => {
        expect(parseId(objectId(namespace, object))).toEqual({ namespace, name: object });
      }),
    );
  });

  test('is the name alone for an object of the cluster', () => {
    expect(objectId(undefined, 'node-1')).toBe('node-1');
    expect(parseId('node-1')).toEqual({ namespace: undefined, name: 'node-1' });
  });
});

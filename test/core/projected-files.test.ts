import { Duration } from 'cdk8s';
import {
  fileSources,
  projectedFilesRefusals,
  tokenDirectory,
  tokenSources,
  tokensRefusals,
  type ProjectedFile,
} from '../../src/core/projected-files';

const refused = (...files: readonly ProjectedFile[]) =>
  projectedFilesRefusals('projectedFiles', [{ directory: '/etc/x', files }]).map(({ prop }) => prop);

describe('projected files', () => {
  test('come from Secrets, ConfigMaps and the pod itself', () => {
    expect(
      fileSources([
        { file: 'ca.pem', secret: 'tls', key: 'ca.crt' },
        { file: 'flags/a', configMap: 'flags', key: 'a' },
        { file: 'labels', field: 'metadata.labels' },
      ]),
    ).toEqual([
      { secret: { name: 'tls', items: [{ key: 'ca.crt', path: 'ca.pem' }] } },
      { configMap: { name: 'flags', items: [{ key: 'a', path: 'flags/a' }] } },
      { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
    ]);
  });

  test('rejects none at all, paths that lead outside, fields that are none, and two at one path', () => {
    expect(refused()).toEqual(['projectedFiles[0].files']);
    expect(refused({ file: '../a', secret: 's', key: 'k' }, { file: '/a', secret: 'S', key: 'k' })).toEqual([
      'projectedFiles[0].files[0].file',
      'projectedFiles[0].files[1].file',
      'projectedFiles[0].files[1].secret',
    ]);
    expect(refused({ file: 'a', field: 'spec.nodeName' }, { file: 'a', configMap: 'c', key: 'k' })).toEqual([
      'projectedFiles[0].files[0].field',
      'projectedFiles[0].files[1].file',
    ]);
    expect(refused({ file: 'a', field: "metadata.labels['app']" })).toEqual([]);
  });
});

describe('service account tokens', () => {
  test('for the API server come as its clients expect them, for an hour', () => {
    expect(tokenDirectory({})).toBe('/var/run/secrets/kubernetes.io/serviceaccount');
    expect(tokenSources({})).toEqual([
      { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      { downwardAPI: { items: [{ path: 'namespace', fieldRef: { fieldPath: 'metadata.namespace' } }] } },
    ]);
  });

  test('for others are good for them alone', () => {
    const token = { audience: 'vault', expiresIn: Duration.minutes(10) };
    expect(tokenDirectory(token)).toBe('/var/run/secrets/tokens');
    expect(tokenDirectory({ ...token, directory: '/vault' })).toBe('/vault');
    expect(tokenSources(token)).toEqual([
      { serviceAccountToken: { path: 'token', expirationSeconds: 600, audience: 'vault' } },
    ]);
  });

  test('rejects an audience of nobody, and a life that is refused or almost endless', () => {
    const props = [
      { audience: ' ' },
      { expiresIn: Duration.minutes(9) },
      { expiresIn: Duration.hours(25) },
      { expiresIn: Duration.millis(600_500) },
      { expiresIn: Duration.hours(24) },
    ];
    expect(tokensRefusals('tokens', props).map(({ prop }) => prop)).toEqual([
      'tokens[0].audience',
      'tokens[1].expiresIn',
      'tokens[2].expiresIn',
      'tokens[3].expiresIn',
    ]);
  });
});

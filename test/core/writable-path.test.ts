import { Size } from 'cdk8s';
import { writablePathRefusals, writableVolumes } from '../../src/core/writable-path';

describe('writable paths', () => {
  test('each becomes a volume that is named after it, of 64 MiB unless another limit is given', () => {
    expect(writableVolumes([{ path: '/tmp' }, { path: '/var/Cache_1', sizeLimit: Size.gibibytes(2) }])).toEqual({
      volumes: [
        { name: 'tmp', emptyDir: { sizeLimit: '64Mi' } },
        { name: 'var-cache-1', emptyDir: { sizeLimit: '2Gi' } },
      ],
      volumeMounts: [
        { name: 'tmp', mountPath: '/tmp' },
        { name: 'var-cache-1', mountPath: '/var/Cache_1' },
      ],
    });
  });

  test.each(['', '/', 'tmp', '/a b', '/a:b', '/a/'])("rejects '%s'", (path) => {
    expect(writablePathRefusals('writablePaths', [{ path }])).toMatchObject([
      { prop: 'writablePaths[0].path', problem: 'is not a folder that can be mounted' },
    ]);
  });

  test('rejects two paths that would share a volume', () => {
    expect(writablePathRefusals('writablePaths', [{ path: '/a/b' }, { path: '/a-b' }])).toMatchObject([
      { prop: 'writablePaths[1].path', problem: 'would share a volume with writablePaths[0].path' },
    ]);
  });
});

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

  test('memory and a volume of its own are asked for', () => {
    const { volumes } = writableVolumes(
      [
        { path: '/run', keptOn: 'memory' },
        { path: '/scratch', keptOn: 'volume', sizeLimit: Size.gibibytes(50), storageClass: 'fast' },
      ],
      'proxy-',
    );
    expect(volumes).toEqual([
      { name: 'proxy-run', emptyDir: { medium: 'Memory', sizeLimit: '64Mi' } },
      {
        name: 'proxy-scratch',
        ephemeral: {
          volumeClaimTemplate: {
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '50Gi' } },
              storageClassName: 'fast',
            },
          },
        },
      },
    ]);
  });

  test('rejects a storage class of what is no volume of its own', () => {
    expect(writablePathRefusals('writablePaths', [{ path: '/a', storageClass: 'fast' }])).toMatchObject([
      { prop: 'writablePaths[0].storageClass', value: 'fast' },
    ]);
  });
});

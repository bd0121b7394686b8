import { mountRefusals } from '../../src/core/mount';

const mounted = (...paths: readonly string[]) =>
  mountRefusals(paths.map((path, index) => ({ prop: `paths[${index}]`, path })));

describe('mounts', () => {
  test.each(['', '/', 'tmp', '/a b', '/a:b', '/a/', '/..', '/a/../b', '/./a', '/a/.', '/-'])("rejects '%s'", (path) => {
    expect(mounted(path)).toMatchObject([{ prop: 'paths[0]', problem: 'is not a folder that can be mounted' }]);
  });

  test.each(['/.config', '/..data/x', '/a/...b', '/a..b'])("takes '%s'", (path) => {
    expect(mounted(path)).toEqual([]);
  });

  test('rejects two folders that would share a volume', () => {
    expect(mounted('/a/b', '/a-b')).toMatchObject([
      { prop: 'paths[1]', problem: 'would share a volume with paths[0]' },
    ]);
  });

  test('a prefix tells the volumes of two containers apart, and can bring them together', () => {
    const tmp = { prop: 'main', path: '/tmp' };
    expect(mountRefusals([tmp, { prop: 'proxy', path: '/tmp', prefix: 'proxy-' }])).toEqual([]);
    expect(
      mountRefusals([
        { prop: 'main', path: '/proxy/tmp' },
        { prop: 'proxy', path: '/tmp', prefix: 'proxy-' },
      ]),
    ).toMatchObject([{ prop: 'proxy', problem: 'would share a volume with main' }]);
  });

  test('rejects a folder whose volume would have too long a name', () => {
    expect(mounted(`/${'a'.repeat(64)}`)).toMatchObject([
      { problem: 'is 64 characters long without slashes at its ends' },
    ]);
    expect(mounted(`/${'a'.repeat(63)}`)).toEqual([]);
  });
});

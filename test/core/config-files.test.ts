import fc from 'fast-check';
import { configFilesRefusals, configHash } from '../../src/core/config-files';
import { tokenText } from '../../src/core/token';

const files = (contents: Readonly<Record<string, string>>) => [{ directory: '/etc/app', files: contents }];
const refused = (contents: Readonly<Record<string, string>>) =>
  configFilesRefusals('configFiles', files(contents)).map(({ prop, problem }) => `${prop} ${problem}`);

const contents = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}\.yaml$/), fc.string(), { minKeys: 1 });

describe('config files', () => {
  test('have the same hash in any order, and another when anything in them changes', () => {
    fc.assert(
      fc.property(contents, fc.string(), (all, other) => {
        const hash = configHash(files(all));
        expect(hash).toMatch(/^[0-9a-f]{64}$/);
        expect(configHash(files(Object.fromEntries(Object.entries(all).reverse())))).toBe(hash);
        const [name = ''] = Object.keys(all);
        if (all[name] !== other) expect(configHash(files({ ...all, [name]: other }))).not.toBe(hash);
        expect(configHash([{ directory: '/etc/other', files: all }])).not.toBe(hash);
      }),
    );
  });

  test.each(['app.yaml', '.env', 'a-b_c.D9'])("takes a file named '%s'", (name) => {
    expect(refused({ [name]: '' })).toEqual([]);
  });

  test.each(['', '..', '..data', 'a/b', 'a b', 'ä', 'a'.repeat(254)])("rejects a file named '%s'", (name) => {
    expect(refused({ [name]: '' })).toEqual([expect.stringContaining('is not a file name')]);
  });

  test('rejects no files, and more than an object holds', () => {
    expect(refused({})).toEqual(['configFiles[0].files is empty']);
    expect(refused({ a: 'x'.repeat(1_000_000) })).toEqual(['configFiles[0].files holds 1000001 bytes']);
    expect(refused({ a: 'ä'.repeat(499_999) })).toEqual([]);
  });

  test('rejects a content that only a deployment knows: its change could not restart the pods', () => {
    expect(refused({ 'a.yaml': `host: ${tokenText({ registry: 'abcdef', index: 1 })}` })).toEqual([
      expect.stringContaining('holds a value known only at deployment'),
    ]);
  });
});

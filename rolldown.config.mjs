import { readFileSync } from 'node:fs';
import { URL } from 'node:url';
import { defineConfig } from 'rolldown';

const { exports: entries } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** What each entry of `exports` is built from: the source of its types. */
const sources = Object.fromEntries(
  Object.values(entries)
    .filter((target) => typeof target !== 'string')
    .map(({ types, default: file }) => [
      file.replace('./dist/lib/', '').replace(/\.js$/, ''),
      types.replace('./dist/', './').replace(/\.d\.ts$/, '.ts'),
    ]),
);

// cdk8s-cli's plug-in loads it when it is called: users of the constructs never do. Rolldown writes the path from src/
const ON_DEMAND = 'cdk8s-cli/validate-manifests';

/**
 * What is published: few files instead of hundreds, because every file costs each test file of a user (jest loads all of
 * them anew) and each start of a program. What entries share stands in files of its own, so that there is one of everything.
 */
export default defineConfig({
  input: { ...sources, [ON_DEMAND]: `./src/${ON_DEMAND}.ts` },
  platform: 'node',
  // nothing of other packages is taken in
  external: (id, importer) => importer !== undefined && (!/^[./]/.test(id) || id === './validate-manifests'),
  output: {
    dir: 'dist/lib',
    format: 'cjs',
    exports: 'named',
    sourcemap: true,
    sourcemapExcludeSources: true,
    chunkFileNames: 'shared/[name].js',
    cleanDir: true,
  },
});

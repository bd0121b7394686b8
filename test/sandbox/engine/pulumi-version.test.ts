import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fits, OLDEST_PULUMI } from '../../../sandbox/engine/pulumi-version';
import { findRoot } from '../../../sandbox/layout';

test.each(['v3.248.0', 'v3.248.1\n', 'v3.300.0', '3.259.0', 'v3.259.0-dev.1', 'v3.259.0+dirty'])(
  '%j fits',
  (version) => {
    expect(fits(version)).toBe(true);
  },
);

test.each(['v3.247.9', 'v2.300.0', 'v4.0.0', 'v3', '', 'pulumi v3.259.0'])('rejects %j', (version) => {
  expect(fits(version)).toBe(false);
});

test('an engine that is as old as the SDK fits', () => {
  const manifest = JSON.parse(readFileSync(join(findRoot(__dirname), 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  expect(manifest.devDependencies['@pulumi/pulumi']).toBe(OLDEST_PULUMI);
});

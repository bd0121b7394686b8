import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import type * as constructs from 'constructs';
import { render } from 'seaworthy/synth';

const OURS = dirname(require.resolve('constructs/package.json'));

describe('two copies of constructs', () => {
  let folder: string;
  let copy: string;

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'seaworthy-copies-')));
    copy = join(folder, 'node_modules', 'constructs');
    cpSync(OURS, copy, { recursive: true });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('rejects constructs of the other copy, with the paths of both, once', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a path that is known at run time alone
    const other = require(copy) as typeof constructs;
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const group = new other.Construct(chart, 'group');
    new other.Construct(group, 'inner');
    new ApiObject(group, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });

    expect(() => render(App.of(chart))).toThrow(
      [
        'the App cannot be rendered, 1 problem:',
        `  [shop/group] is of the constructs in ${copy}, and seaworthy uses the constructs in ${OURS}; install it once: `,
      ].join('\n'),
    );
  });

  test('one path that a test framework loaded twice is one copy', () => {
    let again: typeof constructs | undefined;
    jest.isolateModules(() => {
      again = jest.requireActual<typeof constructs>('constructs');
    });
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const group = again === undefined ? chart : new again.Construct(chart, 'group');
    expect(group).not.toBe(chart);
    new ApiObject(group, 'a', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
    expect(render(App.of(chart))).toHaveLength(1);
  });
});

import { compareManifests, type Manifest } from 'seaworthy/synth';
import { summary } from '../../commands/comparison';
import { comparisonMarkdown } from '../../commands/comparison-markdown';
import { comparisonText } from '../../commands/comparison-text';
import { object, workload } from '../synth/comparison/objects';

const prod = (before: readonly Manifest[], after: readonly Manifest[]) => [
  { environment: 'prod', changes: compareManifests(before, after) },
];
const text = (before: readonly Manifest[], after: readonly Manifest[]) => comparisonText(prod(before, after));
const config = (data: object) => object('v1/ConfigMap', { data });

const DEPLOYMENT = 'apps/v1/Deployment';

describe('changes as text', () => {
  test('say that there are none', () => {
    expect(text([config({})], [config({})])).toBe('prod: no difference');
  });

  test('are one line for each field, below their object and what happens to it', () => {
    const before = [workload(DEPLOYMENT, {}, { replicas: 2 }), config({ A: 'x' })];
    const after = [workload(DEPLOYMENT, { image: 'api:2' }, { replicas: 3 }), object('v1/Service')];
    expect(text(before, after)).toBe(
      [
        'prod: 1 added, 1 changed, 1 removed; 1 restarting pods',
        '- ConfigMap shop/api [is deleted]',
        '+ Service shop/api',
        '~ apps Deployment shop/api [restarts pods]',
        '    spec.replicas: 2 -> 3',
        '    spec.template.spec.containers[name=api].image: "api:1" -> "api:2" (restarts pods)',
      ].join('\n'),
    );
  });

  test('show fields that are new or gone, short ones in the line and long ones below it', () => {
    const probe = { httpGet: { path: '/healthz', port: 'http' }, periodSeconds: 10 };
    expect(text([workload(DEPLOYMENT, { args: ['a'] })], [workload(DEPLOYMENT, { livenessProbe: probe })])).toContain(
      [
        '    spec.template.spec.containers[name=api].args: ["a"] -> (none) (restarts pods)',
        '    spec.template.spec.containers[name=api].livenessProbe: added (restarts pods)',
        '      +httpGet:',
        '      +  path: /healthz',
        '      +  port: http',
        '      +periodSeconds: 10',
      ].join('\n'),
    );
  });

  test('show texts of more lines by the lines that changed, with two around them', () => {
    const lines = ['1', '2', '3', '4', '5', '6', '7', '8', '9', ''];
    const changed = lines.with(4, 'five').join('\n');
    expect(text([config({ 'a.conf': lines.join('\n') })], [config({ 'a.conf': changed })])).toBe(
      [
        'prod: 1 changed',
        '~ ConfigMap shop/api',
        '    data["a.conf"]: text changed',
        '       3',
        '       4',
        '      -5',
        '      +five',
        '       6',
        '       7',
      ].join('\n'),
    );
  });

  test('show lists that grew by their items, and lists in another order by their keys', () => {
    const env = ['A', 'B', 'C'].map((name) => ({ name }));
    const told = text(
      [workload(DEPLOYMENT, { args: ['--a', '--b'], env })],
      [workload(DEPLOYMENT, { args: ['--b'], env: env.toReversed() })],
    );
    expect(told).toContain('.args: list changed (restarts pods)\n      -- "--a"\n       - "--b"');
    expect(told).toContain('.env: order A, B, C -> C, B, A (restarts pods)');
  });

  test('say loudly what deletes data, and tell what is replaced', () => {
    const claim = (storageClassName: string) => object('v1/PersistentVolumeClaim', { spec: { storageClassName } });
    const told = text([claim('a'), object('v1/Namespace', {}, 'shop')], [claim('b')]);
    expect(told).toMatch(/^prod: 1 changed, 1 removed; 2 DELETES DATA, 1 replaced\n/);
    expect(told).toMatch(/^- Namespace shop \[DELETES DATA: every object in the namespace .*\] \[is deleted\]$/m);
    expect(told).toMatch(
      /^~ PersistentVolumeClaim shop\/api \[DELETES DATA: .*\] \[is replaced: deleted and created again\]$/m,
    );
    expect(told).toContain('spec.storageClassName: "a" -> "b" (cannot be changed in place)');
  });

  test('tell what Pulumi alone replaces apart', () => {
    const claim = (storage: string) =>
      object('v1/PersistentVolumeClaim', { spec: { resources: { requests: { storage } } } });
    const told = text([claim('1Gi')], [claim('2Gi')]);
    expect(told).toContain('[DELETES DATA with Pulumi: ');
    expect(told).toContain('"1Gi" -> "2Gi" (replaces the object with Pulumi)');
  });

  test('never show a secret', () => {
    const secret = (PASSWORD: string) => object('v1/Secret', { data: { PASSWORD } });
    expect(text([secret('b2xk')], [secret('bmV3')])).toContain('    data.PASSWORD: "(secret, not shown)" changed');
    const credential = text([config({})], [config({ url: 'postgres://a:hunter2@db', other: 'x\ny'.repeat(99) })]);
    expect(credential).not.toContain('hunter2');
  });

  test('show what a terminal would obey as its code', () => {
    expect(text([config({ A: 'a\nb' })], [config({ A: 'a\n\u001b[2J' })])).toContain('+\\u001b[2J');
  });
});

describe('changes as Markdown', () => {
  const markdown = (before: readonly Manifest[], after: readonly Manifest[], limit?: number) =>
    comparisonMarkdown(prod(before, after), limit);

  test('are a table of objects and the fields of each to unfold', () => {
    expect(markdown([workload(DEPLOYMENT)], [workload(DEPLOYMENT, { image: 'api:2' }), object('v1/Service')])).toBe(
      `### prod: 1 added, 1 changed; 1 restarting pods

| | object | effect |
| --- | --- | --- |
| added | \`Service shop/api\` |  |
| changed | \`apps Deployment shop/api\` | **restarts pods** |

<details><summary><code>apps Deployment shop/api</code>: 1 field</summary>

\`\`\`diff
@@ spec.template.spec.containers[name=api].image: "api:1" -> "api:2" (restarts pods)
\`\`\`

</details>`,
    );
  });

  test('say that there are none', () => {
    expect(markdown([config({})], [config({})])).toBe('### prod: no difference');
  });

  test('fence values that hold fences of their own', () => {
    const told = markdown([config({ doc: 'a\n' })], [config({ doc: 'a\n````\nb\n' })]);
    expect(told).toContain('`````diff\n');
    expect(told).toContain('\n`````\n');
  });

  test('fit into a comment: the table is whole, and fields beyond the limit are counted', () => {
    const objects = (value: string) =>
      Array.from({ length: 20 }, (_, index) => object('v1/ConfigMap', { data: { A: value } }, `c${index}`));
    const told = markdown(objects('x'), objects('y'.repeat(80)), 3000);
    expect(told.match(/^\| changed/gm)).toHaveLength(20);
    const shown = told.match(/<details>/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(0);
    expect(told).toContain(`The fields of ${20 - shown} more objects are left out`);
    expect(told.length).toBeLessThan(3100);
  });
});

test('a summary counts what happens', () => {
  expect(summary([])).toBe('no difference');
  expect(summary(compareManifests([], [config({}), object('v1/Service')]))).toBe('2 added');
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { Construct } from 'constructs';
import * as library from 'seaworthy';
import { rules } from 'seaworthy/checks';
import { render } from 'seaworthy/synth';
import { buildExample, CONSTRUCTS, constructPages, type Load } from '../../commands/docs/construct-pages';
import { examplePage } from '../../commands/docs/example-page';
import { CHECKS, rulePages } from '../../commands/docs/rule-pages';
import { requirementTables } from '../../commands/docs/requirement-tables';
import { roleTable } from '../../commands/docs/role-table';
import { SYSTEM_PAGES, systemPages } from '../../commands/docs/system-pages';
import { Billing } from '../../docs/constructs/tenant-roles';
import { absentFrom, application, deviating, fieldsOf, later, met, unmet } from '../../systems/requirement';
import { ROOT } from '../architecture/source-files';

const load: Load = (path) => jest.requireActual(join(ROOT, path));

describe('docs/constructs', () => {
  const pages = constructPages(ROOT, load);

  test.each([...pages])("%s is what its example gives; 'npm run docs' writes it", (file, page) => {
    expect(readFileSync(join(ROOT, CONSTRUCTS, file), 'utf8')).toBe(page);
  });

  test('has no page without an example', () => {
    const written = readdirSync(join(ROOT, CONSTRUCTS)).filter((file) => file.endsWith('.md'));
    expect(written.sort()).toEqual([...pages.keys()].sort());
  });
});

test('every construct of the library is in the title of a page', () => {
  const titles = constructPages(ROOT, load).get('README.md') ?? '';
  const constructs = Object.entries(library).filter(([, one]) => isConstructClass(one));
  expect(constructs.length).toBeGreaterThan(30);
  expect(constructs.map(([name]) => name).filter((name) => !new RegExp(`\\b${name}\\b`).test(titles))).toEqual([]);
});

function isConstructClass(exported: unknown): boolean {
  return typeof exported === 'function' && exported.prototype instanceof Construct;
}

describe('docs/checks', () => {
  const pages = rulePages(rules());

  test("has what the rules give; 'npm run docs' writes it", () => {
    const written = readdirSync(join(ROOT, CHECKS)).map((file) => [
      file,
      readFileSync(join(ROOT, CHECKS, file), 'utf8'),
    ]);
    expect(new Map(written.map(([file, text]) => [String(file), text]))).toEqual(new Map([...pages].sort()));
  });

  test('has a page for each rule, with what it says and what it refuses and accepts', () => {
    expect(pages.size).toBe(rules().length + 1);
    const page = pages.get('disruption-budget-blocks-drains.md');
    expect(page).toContain('- **Severity**: error');
    expect(page).toContain('> policy/v1 PodDisruptionBudget shop/api: minAvailable 2 needs 2 of the 2 pod(s)');
    expect(page).toMatch(/## Refused\n\n```yaml\napiVersion: policy\/v1\n/);
    expect(page).toMatch(/## Accepted\n\n```diff\n[^]*- {3}minAvailable: 2\n\+ {3}maxUnavailable: 1\n/);
  });

  test('is short: long texts are cut, and nothing is repeated that does not differ', () => {
    const long = [...pages].filter(([, page]) => page.split('\n').length > 150 || page.length > 12_000);
    expect(long.map(([file]) => file)).toEqual([]);
  });
});

test('a page is the explanation, the code and the YAML', () => {
  const source = '/**\n * # Shop\n *\n * Sells things.\n */\nexport class Shop {}\n';
  const manifests = new Map([['shop/shop.k8s.yaml', 'kind: Service\n']]);
  expect(examplePage({ name: 'shop', source, manifests }).split('\n')).toEqual([
    '# Shop',
    '',
    'Sells things.',
    '',
    '```ts',
    'export class Shop {}',
    '```',
    '',
    '`shop/shop.k8s.yaml`:',
    '',
    '```yaml',
    'kind: Service',
    '```',
    '',
  ]);
});

test('rejects an example that explains nothing', () => {
  const example = { name: 'shop', source: 'export class Shop {}\n', manifests: new Map() };
  expect(() => examplePage(example)).toThrow('shop.ts explains nothing; allowed: a /** */ comment at its top');
});

test('rejects an example that is no chart', () => {
  expect(() => {
    buildExample(new App(), 'shop', { Shop: Date });
  }).toThrow('shop.ts exports Shop; allowed: one class, a Chart');
  expect(() => {
    buildExample(new App(), 'shop', {});
  }).toThrow('shop.ts exports nothing; allowed: one class, a Chart');
});

describe('docs/systems', () => {
  const pages = systemPages(new Date());

  test("has a page for each system; 'npm run docs' writes it", () => {
    const written = readdirSync(join(ROOT, SYSTEM_PAGES)).map((file) => [
      file,
      readFileSync(join(ROOT, SYSTEM_PAGES, file), 'utf8'),
    ]);
    expect(new Map(written.map(([file, text]) => [String(file), text]))).toEqual(pages);
  });

  test('tells of each environment who calls and reaches whom, what is reserved, who may do what, and the secrets', () => {
    const prod = pages.get('feature-api.md')?.split('## prod\n')[1] ?? '';
    expect(prod.match(/^### .*$/gm)).toEqual([
      '### Service graph',
      '### Reachability',
      '### Resources',
      '### Roles',
      '### Secrets',
    ]);
    expect(prod).toMatch(/n1\["feature-api"\]\n {2}n2\["features \(PostgreSQL\)"\][^]*n1 -->\|"5432"\| n2/);
    expect(prod).toMatch(/```mermaid\nflowchart LR\n {2}n0\["feature-api\/feature-api"\]/);
    expect(prod).toContain('| Deployment `feature-api` | 3 to 10 | 2 | 4Gi | 4Gi | 45 s |');
    expect(prod).toContain('| ServiceAccount feature-api | none | nothing at the API server |');
    expect(prod).toContain('| `feature-api/feature-api-secrets` |');
  });
});

test('requirements are told with where they are met, what deviates, and what asks for nothing', () => {
  const prod = fieldsOf('prod');
  const canary = { work: 'delivery', kinds: ['Rollout'] };
  const page = requirementTables({
    title: 'Plan',
    sections: ['Scale', 'Release', 'People'],
    requirements: {
      Scale: [
        deviating(met('pods', '3 pods', prod('Deployment/api', '.spec.replicas', 3)), '3 GB', 'GiB'),
        met('owner', 'one owner', prod('Deployment/api', '.spec.paused', undefined)),
        met('seed', 'no test data', absentFrom('prod', 'Job/seed')),
      ],
      Release: [
        later('canary', 'canary', canary),
        application('health', 'answers', 'is asked', prod('Deployment/api', '.spec.x', 'y')),
        unmet('windows', 'runs on Windows', 'pods run Linux'),
      ],
      People: 'no matter of infrastructure',
    },
  });
  expect(page.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))).toEqual([
    '| section | id | criterion | where it is met |',
    '| Scale | `pods` | 3 pods (deviates) | prod `Deployment/api` `.spec.replicas` is `3` |',
    '| Scale | `owner` | one owner | prod `Deployment/api` `.spec.paused` is not there |',
    '| Scale | `seed` | no test data | prod `Job/seed` is not there |',
    '| Release | `canary` | canary | later: delivery |',
    '| Release | `health` | answers | application code: is asked<br>prod `Deployment/api` `.spec.x` is `"y"` |',
    '| Release | `windows` | runs on Windows | not here: pods run Linux |',
    '| id | the document says | otherwise here, because |',
    '| `pods` | 3 GB | GiB |',
    '| section | reason |',
    '| People | no matter of infrastructure |',
  ]);
});

test('roles are told by who has them, each rule on a line, and service accounts that have none', () => {
  const app = new App();
  new Billing(app);
  const table = roleTable(render(app, { checks: false }));
  expect(table).toContain('| Group billing-developers | Role `developer` | ');
  expect(table).toMatch(/Role `operator` \| .*create: pods\/eviction/);
});

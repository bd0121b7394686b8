import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { rules } from 'seaworthy/checks';
import { buildExample, CONSTRUCTS, constructPages, type Load } from '../../commands/docs/construct-pages';
import { examplePage } from '../../commands/docs/example-page';
import { CHECKS, rulePages } from '../../commands/docs/rule-pages';
import { SYSTEMS, systemPages } from '../../commands/docs/system-pages';
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
  test("has a page for each system, with a graph for each environment; 'npm run docs' writes it", () => {
    const pages = systemPages();
    const written = readdirSync(join(ROOT, SYSTEMS)).map((file) => [
      file,
      readFileSync(join(ROOT, SYSTEMS, file), 'utf8'),
    ]);
    expect(new Map(written.map(([file, text]) => [String(file), text]))).toEqual(pages);
    expect(pages.get('feature-api.md')).toMatch(
      /## prod\n\n```mermaid\nflowchart LR\n {2}n0\["feature-api\/feature-api"\]/,
    );
  });
});

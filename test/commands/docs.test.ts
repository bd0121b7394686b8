import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { buildExample, CONSTRUCTS, constructPages, type Load } from '../../commands/docs/construct-pages';
import { examplePage } from '../../commands/docs/example-page';
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

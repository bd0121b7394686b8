import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { synth } from 'seaworthy/synth';
import { galleryRows, withGallery } from '../../commands/docs/gallery';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { compose } from '../../systems/compose';
import { SYSTEM_NAMES } from '../../systems/systems';
import { Shop } from '../../docs/examples/shop';

const readme = readFileSync('README.md', 'utf8');

const SOURCE = { root: process.cwd(), now: new Date() };

/** The blocks of one language in the README, in their order. */
function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, text]) =>
    String(text),
  );
}

describe('the README', () => {
  test('shows the code that is compiled and tested here', () => {
    const [shortest, consumer] = blocks('ts');
    expect(shortest).toBe(readFileSync('docs/examples/shop.ts', 'utf8'));
    expect(consumer).toBe(readFileSync('docs/examples/shop.test.ts', 'utf8'));
  });

  test('shows the YAML that this code gives', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'seaworthy-readme-'));
    try {
      const app = new App();
      new Shop(app);
      const { files } = synth(app, { outdir });
      expect(files).toEqual(['shop/shop.k8s.yaml']);
      expect(readdirSync(outdir)).toContain('shop');
      expect(blocks('yaml')[0]).toBe(readFileSync(join(outdir, 'shop', 'shop.k8s.yaml'), 'utf8'));
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });

  test("shows every system with its size as it is today; 'npm run docs' writes it", () => {
    expect(withGallery(readme, SOURCE)).toBe(readme);
    for (const name of SYSTEM_NAMES) expect(readme).toContain(`| [${name}](docs/systems/${name}.md) | `);
  });

  test('names only commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    const makefile = readFileSync('Makefile', 'utf8');
    for (const [, script] of readme.matchAll(/`npm run ([a-z:]+)/g)) expect(Object.keys(scripts)).toContain(script);
    for (const [, target] of readme.matchAll(/`make ([a-z]+)/g))
      expect(makefile).toMatch(new RegExp(`^${String(target)}:`, 'm'));
  });
});

describe('the gallery', () => {
  const rows = galleryRows(SOURCE);

  test('counts settings, schema and charts, and every line that is written for each environment', () => {
    const lines = (file: string) => (readFileSync(file, 'utf8').match(/\n/g) ?? []).length;
    const api = rows.find(({ name }) => name === 'feature-api');
    const written = ['feature-api.ts', 'schema.ts', 'settings.ts'].map((file) => lines(`systems/feature-api/${file}`));
    expect(api?.typescript).toBe(written.reduce((sum, count) => sum + count));
    const rendered = ENVIRONMENT_NAMES.map((environment) => {
      const outdir = mkdtempSync(join(tmpdir(), 'seaworthy-gallery-'));
      const { files } = synth(compose({ environment, systems: ['feature-api'], now: SOURCE.now }), { outdir });
      const counts = files.map((file) => lines(join(outdir, file)));
      rmSync(outdir, { recursive: true });
      return counts.reduce((sum, count) => sum + count);
    });
    expect(api?.yaml).toEqual(rendered);
  });

  test('tells what each system is, and the constructs that it makes', () => {
    for (const { about } of rows) expect(about).toMatch(/^[A-Z].{20,200}\.$/);
    const constructs = rows.find(({ name }) => name === 'feature-api')?.constructs;
    expect(constructs).toEqual(['AwsSecretStore', 'TenantNamespace', 'WebService']);
  });

  test('rejects a README that has no place for it', () => {
    expect(() => withGallery('# Seaworthy\n', SOURCE)).toThrow('README.md has no gallery between <!-- gallery');
  });
});

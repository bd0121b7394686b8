import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { synth } from 'seaworthy/synth';
import { Shop } from '../../docs/examples/shop';

const readme = readFileSync('README.md', 'utf8');

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

  test('names only commands that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    const makefile = readFileSync('Makefile', 'utf8');
    for (const [, script] of readme.matchAll(/`npm run ([a-z:]+)/g)) expect(Object.keys(scripts)).toContain(script);
    for (const [, target] of readme.matchAll(/`make ([a-z]+)/g))
      expect(makefile).toMatch(new RegExp(`^${String(target)}:`, 'm'));
  });
});

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as seaworthy from 'seaworthy';
import { readProperties, type SeaworthyValidationProperties } from '../../src/cdk8s-cli/properties';

const page = readFileSync('docs/validation.md', 'utf8');
const [plugin, properties] = [...page.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(
  ([, text]) => parse(String(text)) as Readonly<Record<string, unknown>>,
);

describe('the page about checks in cdk8s synth', () => {
  test('shows a plug-in that exists, and properties that are accepted', () => {
    const [validation] = plugin?.['validations'] as readonly { readonly class: string }[];
    expect(Object.keys(seaworthy)).toContain(validation?.class);
    const shown = properties?.['properties'] as SeaworthyValidationProperties;
    expect(readProperties(shown)).toMatchObject({ separateFolders: ['dev', 'prod'], waivers: shown.waivers });
  });
});

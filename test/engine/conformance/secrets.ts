import { inNamespace, namespace, type Resource } from '../object-stack';
import type { Behaviour } from './behaviour';
import { configMap } from './manifests';

const CANARY = 'canary-7e02';

/** What nobody may read who is not meant to. */
export const SECRETS: readonly Behaviour[] = [
  {
    of: 'secrets',
    says: 'are in no file of the engine and in nothing that it says, the data of a Secret even where it is not marked',
    holds: async ({ stack, field }) => {
      const made = await stack('secrets', { enableConfigMapMutable: 'true', enableSecretMutable: 'true' });
      const container = { name: 'web', image: 'web:1', env: [{ name: 'KEY', value: { $secret: `${CANARY}-env` } }] };
      const resources = (suffix: string): Resource[] => [
        namespace('secrets'),
        inNamespace('secrets', 'core/v1:Secret', { name: 'marked', stringData: { key: { $secret: CANARY + suffix } } }),
        // the program forgot to mark this one
        inNamespace('secrets', 'core/v1:Secret', { name: 'unmarked', stringData: { key: `${CANARY}-open${suffix}` } }),
        configMap('secrets', { plain: 'readable-text', url: { $secret: `postgres://${CANARY}-url` } }),
        inNamespace('secrets', 'core/v1:Pod', { name: 'web', spec: { containers: [container] } }),
      ];
      const output = [
        await made.up(resources('')),
        await made.up(resources('-2')),
        await made.refresh(),
        (await made.run(['up', '--yes', '--diff'], resources('-3'))).stdout,
      ];
      expect(Buffer.from(await field('secrets', 'secret/marked', '.data.key'), 'base64').toString()).toBe(
        `${CANARY}-3`,
      );
      expect(output.join('\n')).not.toContain(CANARY);
      expect(made.leaks(CANARY)).toEqual([]);
      // the search does find what is not secret
      expect(made.leaks('readable-text')).not.toEqual([]);
    },
  },
];

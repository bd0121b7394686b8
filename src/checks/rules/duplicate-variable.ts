import { deployment, shop } from '../examples';
import { duplicates } from './duplicate-name';
import { ofContainers } from '../look';
import type { Rule } from '../rule';

const example = (name: string) =>
  shop([
    deployment({
      container: {
        env: [
          { name: 'LOG_LEVEL', value: 'info' },
          { name, value: 'debug' },
        ],
      },
    }),
  ]);

/** Variables that are set twice. */
export const duplicateVariable: Rule = {
  id: 'duplicate-variable',
  title: 'A container sets each variable once.',
  why: 'The last one wins without a word, and server-side apply refuses the object.',
  fix: 'remove one of them',
  severity: 'error',
  bad: () => example('LOG_LEVEL'),
  good: () => example('LOG_FORMAT'),
  check: ofContainers(({ name, env }, { object }) =>
    duplicates(env, 'name').map((variable) => ({
      at: object,
      message: `container ${name} sets env ${variable} more than once`,
    })),
  ),
};

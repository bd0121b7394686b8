import { deployment, shop } from '../examples';
import { duplicates } from './duplicate-name';
import { foundIn, NOTHING_FOUND, ofContainers } from '../look';
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
  check: ofContainers((container, owner) => {
    const again = duplicates(container.env, 'name');
    if (again.length === 0) return NOTHING_FOUND;
    return foundIn(
      container,
      owner,
      again.map((variable) => `sets env ${variable} more than once`),
    );
  }),
};

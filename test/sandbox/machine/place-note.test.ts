import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { placeNote } from '../../../sandbox/machine/place-note';

test('a folder that cannot be made because a file is in the way is told with what chooses another', () => {
  let thrown: unknown;
  try {
    mkdirSync(join(__filename, 'state'), { recursive: true });
  } catch (error) {
    thrown = error;
  }
  expect(placeNote(thrown, '/states', '/caches')).toBe(
    'Files are kept in /states and /caches; allowed: folders that you may write to. Make them so, or choose others: --state <folder>, XDG_CACHE_HOME=<folder>.',
  );
});

test('any other failure is none of the place', () => {
  expect(placeNote(new Error('no'), '/states', '/caches')).toBeUndefined();
});

import { object, shop } from '../examples';
import { ofObjectsThat } from '../look';
import type { Rule } from '../rule';

const MAX_BYTES = 256 * 1024;
const example = (size: number) =>
  shop([
    object(
      'v1 ConfigMap',
      'prices',
      { data: {} },
      { namespace: 'shop', annotations: { 'acme.example.com/note': 'x'.repeat(size) } },
    ),
  ]);

/** Annotations that the API server does not take. */
export const annotationsTooLarge: Rule = {
  id: 'annotations-too-large',
  title: 'The annotations of an object have at most 256 KiB in all.',
  why: 'The API server refuses the object. Client-side apply writes the whole object into one annotation, which counts too.',
  fix: 'keep the data elsewhere, such as in a ConfigMap',
  severity: 'error',
  bad: () => example(MAX_BYTES),
  good: () => example(100),
  check: ofObjectsThat(
    ({ mostBytes }) => mostBytes > MAX_BYTES,
    (at) => {
      let bytes = 0;
      for (const key in at.annotations) {
        const value = at.annotations[key];
        bytes += Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
      }
      return bytes > MAX_BYTES ? [{ at, message: `its annotations have ${bytes} bytes; allowed: ${MAX_BYTES}` }] : [];
    },
  ),
};

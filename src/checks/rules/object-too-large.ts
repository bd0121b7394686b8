import { dataAt } from '../data';
import type { Data } from '../data';
import { object, shop } from '../examples';
import { NOTHING_FOUND, ofKinds } from '../look';
import type { Rule } from '../rule';

const MEBIBYTE = 1024 * 1024;
const example = (size: number) =>
  shop([object('v1 ConfigMap', 'prices', { data: { 'prices.csv': 'x'.repeat(size) } })]);

/** Objects that the API server does not take. */
export const objectTooLarge: Rule = {
  id: 'object-too-large',
  title: 'The values of a ConfigMap or Secret have at most 1 MiB in all.',
  why: 'The API server refuses larger ones, in the middle of a deployment; and each node keeps a copy for each pod.',
  fix: 'put large data into an image, a volume or an object store',
  severity: 'error',
  bad: () => example(MEBIBYTE + 1),
  good: () => example(1000),
  check: ofKinds([' ConfigMap', ' Secret'], (at) => {
    if (at.mostBytes <= MEBIBYTE) return NOTHING_FOUND;
    const size = textBytes(dataAt(at.manifest, at.kind === 'Secret' ? 'stringData' : 'data'));
    const encoded = textBytes(dataAt(at.manifest, at.kind === 'Secret' ? 'data' : 'binaryData'));
    // four characters of base64 are three bytes
    const bytes = size + Math.floor((encoded * 3) / 4);
    return bytes > MEBIBYTE ? [{ at, message: `its values have ${bytes} bytes; allowed: ${MEBIBYTE}` }] : [];
  }),
};

function textBytes(data: Data): number {
  let bytes = 0;
  for (const key in data) {
    const value = data[key];
    if (typeof value === 'string') bytes += Buffer.byteLength(value);
  }
  return bytes;
}

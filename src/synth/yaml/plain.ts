import { isPrintable } from './printable';

/**
 * What most texts of manifests look like: names, images, paths, quantities, durations, versions. Nothing in it has a meaning
 * in YAML: no number goes on after these units, or has two points.
 */
const USUAL = /^(?:[A-DF-Za-df-z/]|[Ee](?![-_\d])|\d+(?:[GKMTdhkms]|\.\d+\.))[-\w./]*$/;

/** Words that some reader takes for a boolean or for nothing, in any case: readers differ in which cases they know. */
const WORD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const LONGEST_WORD = 'false'.length;

/** Where YAML sees structure: indicators at the start, marks of documents, keys, comments, space that it would drop. */
const STRUCTURE = /^[\s?:,[\]{}#&*!|>'"%@`]|^-(?:\s|$)|^(?:---|\.\.\.)|^(?:~|=|<<)?$|:(?:\s|$)|\s#|[\t\n]|\s$/;

/**
 * Numbers of YAML 1.1 and 1.2 and of their readers: of base 2, 8, 16 and 60, with `_` and `,` between digits, without digits
 * before or after the point or before the exponent, infinite or none.
 */
const NUMBER =
  /^[-+]?(?:0b[01_]+|0o[0-7_]+|0x[\da-f_]+|\d[\d_,]*|(?:\d[\d_,]*)?\.[\d_,]*|(?:\d[\d_,]*)?(?:\.[\d_,]*)?e[-+]?[\d_]+|\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?|\.inf|\.nan)$/i;
const STARTS_A_NUMBER = /^[-+.\de]/i;
const DATE = /^\d{4}-\d\d?-\d\d?(?:[t\s].*)?$/i;

/** Whether every reader of YAML 1.1 and 1.2 takes a text without quotes for this text. */
export function mayStayPlain(text: string): boolean {
  if (text.length <= LONGEST_WORD && WORD.test(text)) return false;
  if (USUAL.test(text)) return true;
  if (STRUCTURE.test(text) || !isPrintable(text)) return false;
  return !STARTS_A_NUMBER.test(text) || !(NUMBER.test(text) || DATE.test(text));
}

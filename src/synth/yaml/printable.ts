/**
 * Characters that may not stand in a file as they are: those that YAML calls not printable (control characters, the byte
 * order mark, halves of a character), the line breaks that only YAML 1.1 knows, and those that nobody sees who looks at the
 * file, but that may change how the rest of a line looks (zero width, direction of writing). Ranges, not properties of
 * Unicode: those differ between versions of Node.js.
 */
const OTHERS =
  '[^\\t\\n -~\\u00a0-\\u00ac\\u00ae-\\u061b\\u061d-\\u200a\\u200c-\\u200d\\u2010-\\u2027\\u202f-\\u205f\\u206a-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\u{10000}-\\u{10ffff}]';

const UNPRINTABLE = new RegExp(OTHERS, 'u');
const EVERY_UNPRINTABLE = new RegExp(OTHERS, 'gu');

/** Whether every character of a text may stand in a file as it is. Tabs and line feeds may. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text);
}

/** A text with every character that may not stand in a file as `\uXXXX`. */
export function escapeUnprintable(text: string): string {
  return text.replace(EVERY_UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

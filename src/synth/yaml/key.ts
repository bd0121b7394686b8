import { lineText } from './scalar';

/** A reader looks for the `:` after a key no further than this many characters. */
const LONGEST = 1024;
/** Most keys are names of fields and come again and again. Others are data, which must not fill the memory. */
const REMEMBERED = 1000;
const remembered = new Map<string, string>();

/** A key with the colon after it, which stands on a line of its own below a long key: that line gets `indent`. */
export function keyText(key: string, indent: string): string {
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const name = lineText(key);
  if (name.length >= LONGEST) return `? ${name}\n${indent}:`;
  const text = `${name}:`;
  if (remembered.size < REMEMBERED) remembered.set(key, text);
  return text;
}

import { escapeUnprintable, isPrintable } from './printable';

/** A text between quotes, on one line: those quotes that need fewer escapes. */
export function quoted(text: string): string {
  const escapes = count(text, /["\\]/g);
  if (escapes > 0 && count(text, /'/g) < escapes && !/[\t\n]/.test(text) && isPrintable(text))
    return `'${text.replaceAll("'", "''")}'`;
  // what JSON escapes is escaped alike in YAML, which escapes more characters
  return escapeUnprintable(JSON.stringify(text));
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

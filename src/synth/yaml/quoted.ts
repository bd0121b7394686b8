import { escapeUnprintable, isPrintable } from './printable';

/** A text between quotes, on one line: those quotes that need fewer escapes. */
export function quoted(text: string): string {
  // what JSON escapes is escaped alike in YAML, which escapes more characters
  const escaped = JSON.stringify(text);
  // of a single line without strange characters, nothing but quotes and backslashes
  const escapes = escaped.length - '""'.length - text.length;
  if (escapes > 0 && !/[\t\n]/.test(text) && isPrintable(text)) {
    const parts = text.split("'");
    if (parts.length - 1 < escapes) return `'${parts.join("''")}'`;
  }
  return escapeUnprintable(escaped);
}

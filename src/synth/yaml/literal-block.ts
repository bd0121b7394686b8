import { isPrintable } from './printable';

/** Lines of nothing but space at either end, and a tab where indentation ends: readers disagree on them. */
const NO_BLOCK = /^\n*(?: *\t| +\n| *$)|\n[ \t]+\n*$/;

/**
 * A text of several lines as a literal block, without the line feed after it; undefined where quotes are the only way.
 * `indent` is that of the block's lines, two deeper than the key or dash before it.
 */
export function literalBlock(text: string, indent: string): string | undefined {
  if (!text.includes('\n') || NO_BLOCK.test(text) || !isPrintable(text)) return undefined;
  // spaces before the first line would be taken for indentation
  const indentation = /^\n* /.test(text) ? '2' : '';
  const lines = text.replace(/\n(?=[^\n])/g, `\n${indent}`);
  const first = text.startsWith('\n') ? '' : indent;
  if (!text.endsWith('\n')) return `|${indentation}-\n${first}${lines}`;
  return `|${indentation}${text.endsWith('\n\n') ? '+' : ''}\n${first}${lines.slice(0, -1)}`;
}

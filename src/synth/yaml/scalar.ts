import { literalBlock } from './literal-block';
import { mayStayPlain } from './plain';
import { quoted } from './quoted';

/** A key or another text that has to stay on its line. */
export function lineText(text: string): string {
  return mayStayPlain(text) ? text : quoted(text);
}

/**
 * A value that holds no others. A block's lines get `indent`.
 * @throws {TypeError} for what is no plain data; synthesis has refused it before, with its place
 */
export function scalar(value: unknown, indent: string): string {
  if (typeof value === 'string') {
    if (mayStayPlain(value)) return value;
    return literalBlock(value, indent) ?? quoted(value);
  }
  if (typeof value === 'number' && Number.isFinite(value)) return number(value);
  if (typeof value === 'boolean') return String(value);
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'object') return Array.isArray(value) ? '[]' : '{}';
  throw new TypeError(`a ${typeof value} is no plain data`);
}

/** A float of YAML 1.1 has a point. The sign of zero is lost, as in JSON. */
function number(value: number): string {
  const text = String(value);
  return text.includes('e') ? text.replace(/^(-?\d+)e/, '$1.0e') : text;
}

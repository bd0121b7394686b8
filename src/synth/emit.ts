import { isFields, type Fields, type Manifest } from './manifest';
import { DEEPEST } from './nesting';
import { keyText } from './yaml/key';
import { scalar } from './yaml/scalar';

const STEP = '  ';
/** The indentation of what lies too deep. */
const TOO_FAR = DEEPEST * STEP.length;

/** A list or a map. */
type Branch = readonly unknown[] | Fields;

/**
 * The text of one manifest file: its objects as YAML documents. The only place that makes YAML. Every reader of YAML 1.1 and
 * 1.2 gets the same data back. Fields keep their order. A field without a value (undefined) is left out; an item of a list
 * without one is null, as in JSON.
 *
 * @throws {TypeError} for what is no plain data; synthesis tells its place
 * @throws {RangeError} for data that have no end, or go deeper than readers do
 */
export function emit(manifests: readonly Manifest[]): string {
  return manifests.map(document).join('---\n');
}

/** One list of lines for each document: joined at once, they need less memory than texts that are put together bit by bit. */
function document(manifest: Manifest): string {
  const lines: string[] = [];
  map(lines, manifest, '', '');
  lines.push('');
  return lines.join('\n');
}

/** The lines of a list or a map that is not empty, `lead` before the first of them: it may follow a dash on its line. */
function branch(lines: string[], value: Branch, indent: string, lead: string): void {
  if (indent.length >= TOO_FAR) throw new RangeError(`goes deeper than ${DEEPEST} levels`);
  if (isList(value)) list(lines, value, indent, lead);
  else map(lines, value, indent, lead);
}

function map(lines: string[], fields: Fields, indent: string, lead: string): void {
  const deeper = indent + STEP;
  let before = lead;
  // plain data inherit nothing
  for (const key in fields) {
    const value = fields[key];
    if (value === undefined) continue;
    const start = before + keyText(key, indent);
    if (isBranch(value)) {
      lines.push(start);
      branch(lines, value, deeper, deeper);
    } else lines.push(`${start} ${scalar(value, deeper)}`);
    before = indent;
  }
}

function list(lines: string[], items: readonly unknown[], indent: string, lead: string): void {
  const deeper = indent + STEP;
  let start = `${lead}- `;
  for (const item of items) {
    if (isBranch(item)) branch(lines, item, deeper, start);
    else lines.push(start + scalar(item, deeper));
    start = `${indent}- `;
  }
}

/** Whether a value has lines of its own: an empty list or map is written beside its key or dash. */
function isBranch(value: unknown): value is Branch {
  if (Array.isArray(value)) return value.length > 0;
  if (!isFields(value)) return false;
  for (const key in value) if (value[key] !== undefined) return true;
  return false;
}

function isList(value: Branch): value is readonly unknown[] {
  return Array.isArray(value);
}

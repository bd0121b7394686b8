import { isFields, type Fields, type Manifest } from './manifest';
import { DEEPEST } from './nesting';
import { lineText, scalar } from './yaml/scalar';

const STEP = '  ';
/** A reader looks for the `:` after a key no further than this many characters. */
const LONGEST_KEY = 1024;
/** The indentation of what lies too deep. */
const TOO_FAR = DEEPEST * STEP.length;

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

/** One list of pieces for each document: joined at once, they need less memory than texts that are put together bit by bit. */
function document(manifest: Manifest): string {
  const pieces: string[] = [];
  map(pieces, manifest, '', '');
  return pieces.join('');
}

/** The lines of a map, `lead` before the first of them: a map may follow a dash on its line. */
function map(pieces: string[], fields: Fields, indent: string, lead: string): void {
  requireNear(indent);
  let before = lead;
  let empty = true;
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (value === undefined) continue;
    const name = lineText(key);
    pieces.push(before, name.length < LONGEST_KEY ? name : `? ${name}\n${indent}`);
    after(pieces, ':', value, indent + STEP, `\n${indent}${STEP}`);
    before = indent;
    empty = false;
  }
  if (empty) pieces.push(' {}\n');
}

/** The lines of a list, `lead` before the first of them. */
function list(pieces: string[], items: readonly unknown[], indent: string, lead: string): void {
  requireNear(indent);
  let before = lead;
  for (const item of items) {
    pieces.push(before);
    after(pieces, '-', item, indent + STEP, ' ');
    before = indent;
  }
  if (items.length === 0) pieces.push(' []\n');
}

/** A colon or dash and the value after it; `lead` comes before the lines of a value that holds others. */
function after(pieces: string[], mark: string, value: unknown, indent: string, lead: string): void {
  if (Array.isArray(value)) {
    pieces.push(mark);
    list(pieces, value, indent, lead);
  } else if (isFields(value)) {
    pieces.push(mark);
    map(pieces, value, indent, lead);
  } else {
    pieces.push(`${mark} ${scalar(value, indent)}\n`);
  }
}

function requireNear(indent: string): void {
  if (indent.length >= TOO_FAR) throw new RangeError(`goes deeper than ${DEEPEST} levels`);
}

import { diffArrays, structuredPatch } from 'diff';
import type { FieldChange, ObjectChange } from 'seaworthy/synth';
import { stringify } from 'yaml';

/** Longest value that stands in one line: a plain one, and one with fields or items. */
const INLINE = { plain: 100, structured: 40 };
/** Unchanged lines that are shown around changed ones of a text. */
const CONTEXT = 2;

/** A change of one field: `path: old -> new`, and the lines of values that are too long for it, with `+`, `-` or a space. */
export interface ChangeLines {
  readonly line: string;
  readonly block: readonly string[];
}

/** A change of one field in words. */
export function changeLines(change: FieldChange): ChangeLines {
  const marks = [
    ...(change.restartsPods ? ['restarts pods'] : []),
    ...(change.replaces === 'always' ? ['cannot be changed in place'] : []),
    ...(change.replaces === 'with Pulumi' ? ['replaces the object with Pulumi'] : []),
  ];
  const { text, block } = values(change);
  const line = `${visible(change.field)}: ${text}${marks.length > 0 ? ` (${marks.join('; ')})` : ''}`;
  return { line, block: block.map(visible) };
}

/** What a change does to an object, in words; empty when it is changed in place and nothing restarts. */
export function effects({ kind, restartsPods, replaces, loses }: ObjectChange): string[] {
  const replaced = replaces !== undefined;
  return [
    ...(loses === undefined ? [] : [`DELETES DATA${replaces === 'with Pulumi' ? ' with Pulumi' : ''}: ${loses}`]),
    ...(kind === 'removed' ? ['is deleted'] : []),
    ...(replaced ? [replaces === 'always' ? 'is replaced: deleted and created again' : 'is replaced with Pulumi'] : []),
    ...(restartsPods ? ['restarts pods'] : []),
  ];
}

function values({ kind, before, after }: FieldChange): { readonly text: string; readonly block: readonly string[] } {
  if (kind === 'reordered') return { text: `order ${keys(before)} -> ${keys(after)}`, block: [] };
  // what must not be shown is the same on both sides
  if (kind === 'changed' && JSON.stringify(before) === JSON.stringify(after))
    return { text: `${inline(before) ?? 'values'} changed`, block: [] };
  if (typeof before === 'string' && typeof after === 'string' && /\n/.test(before + after))
    return { text: 'text changed', block: textLines(before, after) };
  if (Array.isArray(before) && Array.isArray(after))
    return { text: 'list changed', block: listLines(before as unknown[], after as unknown[]) };
  const [old, now] = [kind === 'added' ? '(none)' : inline(before), kind === 'removed' ? '(none)' : inline(after)];
  if (old !== undefined && now !== undefined) return { text: `${old} -> ${now}`, block: [] };
  return {
    text: kind,
    block: [...(kind === 'added' ? [] : yamlLines('-', before)), ...(kind === 'removed' ? [] : yamlLines('+', after))],
  };
}

/** The keys of list items in one line. */
function keys(value: unknown): string {
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  return items.map((key) => Object.values(key ?? {}).join('/')).join(', ');
}

/** A value in one line, when it is short enough. */
function inline(value: unknown): string | undefined {
  const text = JSON.stringify(value);
  const longest = typeof value === 'object' && value !== null ? INLINE.structured : INLINE.plain;
  return text.length <= longest && !text.includes('\\n') ? text : undefined;
}

function textLines(before: string, after: string): string[] {
  return structuredPatch('', '', before, after, '', '', { context: CONTEXT }).hunks.flatMap(({ lines }, index) => [
    ...(index > 0 ? [' ...'] : []),
    ...lines.map((line) => (line.startsWith('\\') ? ' (no line break at the end)' : line)),
  ]);
}

function listLines(before: readonly unknown[], after: readonly unknown[]): string[] {
  const [old, now] = [before, after].map((items) => items.map((item) => JSON.stringify(item)));
  return diffArrays(old ?? [], now ?? []).flatMap(({ added, removed, value }) =>
    added || removed ? value.map((item) => `${added ? '+' : '-'}- ${item}`) : value.map((item) => ` - ${item}`),
  );
}

function yamlLines(sign: string, value: unknown): string[] {
  return stringify(value, { lineWidth: 0 })
    .trimEnd()
    .split('\n')
    .map((line) => `${sign}${line}`);
}

/** A line with what a terminal would obey written as its code. */
function visible(line: string): string {
  return line.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

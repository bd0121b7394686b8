import type { JsonObject } from '../../protocol/json';
import { condition, conditionText } from './conditions';
import { scalarText, selected } from './json-path';
import { READY, waiting, type Readiness } from './readiness';

/** One thing that a manifest's annotation `pulumi.com/waitFor` asks for. */
export type Awaited =
  | { readonly kind: 'path'; readonly text: string; readonly path: string; readonly value: string | undefined }
  | { readonly kind: 'condition'; readonly text: string; readonly type: string; readonly status: string };

const ALLOWED =
  'allowed: jsonpath={.path}, jsonpath={.path}=value, condition=Type, condition=Type=Status, or a JSON array of these';

/** `{.path}` or `{.path}=value`, where the path may hold `=` itself. */
const PATH = /^\{\s*(?<path>(?:(?!\}=\{).)*?)\s*\}(?:=(?<value>[^={][^=]*))?$/;

/** Reads the annotation. @throws when it is none of the allowed forms */
export function parseWaitFor(annotation: string): Awaited[] {
  return expressionsOf(annotation).map((text) => {
    if (text.startsWith('condition=')) return awaitedCondition(text);
    if (text.startsWith('jsonpath=')) return awaitedPath(text);
    throw refused(text, 'it has neither the prefix jsonpath= nor condition=');
  });
}

function expressionsOf(annotation: string): string[] {
  let list: unknown;
  try {
    list = JSON.parse(annotation);
  } catch {
    return [annotation];
  }
  if (!Array.isArray(list)) return [annotation];
  const texts = list.filter((item) => typeof item === 'string');
  if (texts.length === 0 || texts.length < list.length) {
    throw refused(annotation, 'the array holds no expressions, or something else beside them');
  }
  return texts;
}

function awaitedCondition(text: string): Awaited {
  const [type = '', status = 'True', ...more] = text.slice('condition='.length).split('=');
  if (type === '' || status === '' || more.length > 0) throw refused(text, 'it names no condition, or no status');
  return { kind: 'condition', text, type, status };
}

function awaitedPath(text: string): Awaited {
  const expression = text.slice('jsonpath='.length);
  if (expression.startsWith("'")) throw refused(text, 'leave out the quotes, which only a shell needs');
  const { path = '', value } = PATH.exec(expression)?.groups ?? {};
  if (path === '') throw refused(text, 'the path must stand in braces, and only one value may follow');
  try {
    selected({}, path);
  } catch (error) {
    throw refused(text, error instanceof Error ? error.message : String(error));
  }
  return { kind: 'path', text, path, value };
}

function refused(text: string, why: string): Error {
  return new Error(`annotation pulumi.com/waitFor: '${text}' cannot be read: ${why}; ${ALLOWED}`);
}

/** Whether an object is as the annotation asks for: all of it at the same time. */
export function conditionsReadiness(object: JsonObject, wanted: readonly Awaited[]): Readiness {
  const reasons = wanted.flatMap((awaited) => {
    const reason = awaited.kind === 'path' ? pathMissing(object, awaited) : conditionMissing(object, awaited);
    return reason === undefined ? [] : [reason];
  });
  return reasons.length === 0 ? READY : waiting(...reasons);
}

function pathMissing(object: JsonObject, { text, path, value }: Awaited & { kind: 'path' }): string | undefined {
  const found = selected(object, path);
  if (value === undefined) return found.length > 0 ? undefined : `Waiting for ${text}`;
  const texts = found.map(scalarText);
  if (texts.includes(value)) return undefined;
  const [first] = texts;
  return `Waiting for ${text}${first === undefined ? '' : ` (found "${first}")`}`;
}

function conditionMissing(
  object: JsonObject,
  { text, type, status }: Awaited & { kind: 'condition' },
): string | undefined {
  const found = condition(object, type);
  // kubectl compares without regard to case
  if (found?.status.toLowerCase() === status.toLowerCase()) return undefined;
  return `Waiting for ${text}${found === undefined ? '' : ` (found "${found.status}": ${conditionText(found)})`}`;
}

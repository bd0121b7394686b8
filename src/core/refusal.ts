import type { IConstruct } from 'constructs';
import { credentialIn } from './credential';
import { hasToken } from './token';

/** Something that a caller wrote and that would not work: where, what, what is allowed, and how to mend it. */
export interface Refusal {
  /** The prop in the caller's words, as a path: `scale.max`. */
  readonly prop: string;
  /** The value as it was given. Left out where it may be a secret. */
  readonly value?: unknown;
  /** What is wrong with it, as the rest of a sentence that starts with prop and value: `is less than scale.min (3)`. */
  readonly problem: string;
  /** What would be accepted, when the problem does not say it already. */
  readonly allowed?: string;
  /** What to do. */
  readonly fix: string;
}

/** A refusal as one line: `scale.max 2 is less than scale.min (3); allowed: 3 or more; raise scale.max or lower scale.min`. */
export function explain(refusal: Refusal): string {
  const subject = refusal.value === undefined ? refusal.prop : `${refusal.prop} ${show(refusal.value)}`;
  const allowed = refusal.allowed === undefined ? [] : [`allowed: ${refusal.allowed}`];
  return [`${subject} ${refusal.problem}`, ...allowed, refusal.fix].join('; ');
}

/**
 * Refuses a construct's props. Nothing is thrown here: synthesis and deployment report every refusal of the whole App at
 * once, each with its construct's path, and write nothing.
 */
export function refuse(construct: IConstruct, refusals: readonly Refusal[]): void {
  if (refusals.length > 0) construct.node.addValidation({ validate: () => refusals.map(explain) });
}

/** What several judgements found, in their order. Most find nothing: thousands of constructs are right. */
export function allRefusals(...found: readonly (Refusal | readonly (Refusal | undefined)[] | undefined)[]): Refusal[] {
  const refusals: Refusal[] = [];
  for (const one of found) {
    if (one === undefined) continue;
    if ('problem' in one) refusals.push(one);
    else for (const refusal of one) if (refusal !== undefined) refusals.push(refusal);
  }
  return refusals;
}

/** What is wrong with the reason for weakening something, or nothing. It is for those who read the code later. */
export function reasonRefusal(prop: string, reason: string): Refusal[] {
  if (reason.trim() !== '') return [];
  return [{ prop, problem: 'gives no reason', allowed: 'a sentence', fix: 'write why, for those who read it later' }];
}

function show(value: unknown): string {
  if (hasToken(value)) return '(a value known only at deployment)';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '(a list)' : '(an object)';
  if (typeof value !== 'string') return String(value);
  const credential = credentialIn(value);
  if (credential !== undefined) return `(${credential}, not shown)`;
  return `'${visible(value.length > SHOWN ? `${value.slice(0, SHOWN)}...` : value)}'`;
}

/** Longest text that a line shows whole. */
const SHOWN = 100;
/** Control and direction characters: they would break the line, or change how a terminal shows it. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** A text with what cannot be seen written as its code: `\\u200b`. */
function visible(text: string): string {
  return text.replace(INVISIBLE, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}

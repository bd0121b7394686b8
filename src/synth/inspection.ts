import { findTokens, type TokenMatch } from '../core/token';
import { eachLeaf, type Leaf } from './leaves';
import { isFields } from './manifest';
import { DEEPEST, nestingProblem } from './nesting';

/** Says what is wrong with a token at a place, or nothing when it may stand there. */
export type TokenJudge = (token: TokenMatch) => string | undefined;

/** The start of the sentences that Pulumi's Output gives for `${output}` and `JSON.stringify(output)`. */
const OUTPUT_SENTENCE = /Calling \[(?:toString|toJSON)\] on an \[Output<T>\]/;
/** A part of a token: its start up to the registry or the end of the text, or its middle. */
const TOKEN_PART = /pulumi-output-(?:[0-9a-f]{6}|[0-9a-f]{0,5}$)|output-[0-9a-f]{6}-\d{8}/i;
/** What every token, part of a token and sentence of Pulumi has in it. */
const WORTH_A_LOOK = /output[-<]/i;
/** The same in YAML, where half a character is written as an escape. */
const WORTH_A_LOOK_IN_YAML = /output[-<]|\\ud[89a-f]/i;
const SHORTEST = 'output-'.length;
const UNWRITABLE = new Set(['bigint', 'function', 'symbol']);

/** What plain synthesis says of a token: its value exists only in a deployment. */
export const noTokens: TokenJudge = () =>
  'holds a value that only a deployment knows; render with a plain value, or deploy with deploy() from seaworthy/pulumi';

/**
 * All leaves and keys of a manifest that must not reach a file or a cluster, as `field problem; fix`. Values are not shown.
 * Where there is its YAML already, one look at that tells whether any has to be looked at.
 * @throws {RangeError} for data that nobody can walk to their end
 */
export function inspect(manifest: unknown, judge: TokenJudge, yaml?: string): string[] {
  if (yaml === undefined ? isHarmless(manifest, DEEPEST) : !WORTH_A_LOOK_IN_YAML.test(yaml)) return [];
  const endless = nestingProblem(manifest);
  if (endless !== undefined) throw new RangeError(endless);
  const found: string[] = [];
  eachLeaf(manifest, (leaf) => {
    const problem = judgeLeaf(leaf, judge);
    if (problem !== undefined) found.push(`${leaf.field === '' ? 'the object' : leaf.field} ${problem}`);
  });
  return found;
}

/**
 * Most manifests hold nothing to judge. One look without paths tells so at a small part of the cost; it makes nothing, not
 * even lists of entries, as it sees every value of an App.
 */
function isHarmless(value: unknown, levels: number): boolean {
  if (typeof value === 'string') return isHarmlessText(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (levels === 0) return false;
  if (Array.isArray(value)) {
    for (const item of value) if (!isHarmless(item, levels - 1)) return false;
    return true;
  }
  if (isFields(value)) {
    for (const key of Object.keys(value)) if (!isHarmlessText(key) || !isHarmless(value[key], levels - 1)) return false;
    return true;
  }
  return !UNWRITABLE.has(typeof value);
}

function isHarmlessText(text: string): boolean {
  return text.isWellFormed() && (text.length < SHORTEST || !WORTH_A_LOOK.test(text));
}

function judgeLeaf({ value, isKey }: Leaf, judge: TokenJudge): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value))
    return `is ${value}, no number that can be written; a value known only at deployment (a NumberToken) cannot be calculated with: calculate on the Output itself, with apply()`;
  if (UNWRITABLE.has(typeof value)) return `is a ${typeof value}, no plain data; leave it out or turn it into text`;
  if (typeof value !== 'string') return undefined;
  if (!value.isWellFormed())
    return 'has half a character (a lone surrogate), which no file can hold; allowed: whole Unicode text; it was cut in the middle of a character: cut it elsewhere';
  if (OUTPUT_SENTENCE.test(value))
    return 'has a Pulumi Output written into text, which loses its value; write outputs.string(output) in its place';
  const tokens = findTokens(value);
  if (isKey && tokens.length > 0)
    return 'has a token as its key; keys must be known before deployment: use a plain key';
  const rest = tokens.reduceRight(
    (text, { start, text: token }) => text.slice(0, start) + text.slice(start + token.length),
    value,
  );
  if (TOKEN_PART.test(rest))
    return 'holds a token that was cut or changed; a token must stay whole: change the Output itself, with apply(), before making a token of it';
  for (const token of tokens) {
    const problem = judge(token);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

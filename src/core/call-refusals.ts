import type { Duration } from 'cdk8s';
import { HTTP_METHODS, IDEMPOTENT_METHODS, type CallOptions, type HttpMethod, type Retries } from './call-options';
import { milliseconds, timesOf } from './call-times';
import type { Refusal } from './refusal';

/** Most further tries: more than these load a callee that fails already, and no caller waits for them. */
const MOST_ATTEMPTS = 10;

const PATH = /^\/([A-Za-z0-9._~!$&'()+,;=:@%-]+\/)*([A-Za-z0-9._~!$&'()+,;=:@%-]+|\*)?$/;

/** What is wrong with the options of a call. */
export function callRefusals(prop: string, options: CallOptions): Refusal[] {
  const { timeout, retries, methods, paths } = options;
  return [
    ...(timeout ? timeRefusals(`${prop}.timeout`, timeout) : []),
    ...(methods ? distinctRefusals(`${prop}.methods`, methods) : []),
    ...(paths ? pathsRefusals(`${prop}.paths`, paths) : []),
    ...(retries ? retriesRefusals(prop, options, retries) : []),
  ];
}

function timeRefusals(prop: string, time: Duration): Refusal[] {
  const value = milliseconds(time);
  if (Number.isInteger(value) && value >= 1) return [];
  return [
    {
      prop,
      value: `${value}ms`,
      problem:
        value > 0 ? 'is no whole number of milliseconds' : 'is no time at all: every call would fail, or wait for ever',
      allowed: 'whole milliseconds, 1 or more',
      fix: 'write how long an answer may take, or leave it out',
    },
  ];
}

function retriesRefusals(prop: string, options: CallOptions, retries: Retries): Refusal[] {
  const at = `${prop}.retries`;
  const { attempts, perTry, backoff, on } = retries;
  const whole: Refusal = {
    prop: `${at}.attempts`,
    value: attempts,
    problem: 'is no number of tries',
    allowed: `a whole number from 1 to ${MOST_ATTEMPTS}`,
    fix: 'write how often it is tried again, or leave retries out',
  };
  const endless: Refusal = {
    prop: at,
    problem: 'repeats a try that nothing ends',
    allowed: 'retries of a call with a timeout, or with retries.perTry',
    fix: `give ${prop}.timeout`,
  };
  const single = [
    ...(Number.isInteger(attempts) && attempts >= 1 && attempts <= MOST_ATTEMPTS ? [] : [whole]),
    ...(perTry ? timeRefusals(`${at}.perTry`, perTry) : []),
    ...(backoff ? timeRefusals(`${at}.backoff`, backoff) : []),
    ...(on ? distinctRefusals(`${at}.on`, on) : []),
    ...(options.timeout || perTry ? [] : [endless]),
  ];
  return [
    ...single,
    ...(single.length > 0 ? [] : fitRefusals(prop, options)),
    ...methodRefusals(prop, options, retries),
  ];
}

/** All tries must fit into the timeout: those that do not are never made. */
function fitRefusals(prop: string, options: CallOptions): Refusal[] {
  const { tries, timeout, perTry, waits } = timesOf(options);
  const needed = tries * perTry + waits;
  if (perTry >= 1 && needed <= timeout) return [];
  const sum =
    perTry >= 1
      ? `${tries} tries of ${perTry}ms and ${waits}ms between them`
      : `${tries} tries with ${waits}ms between them`;
  return [
    {
      prop: `${prop}.timeout`,
      value: `${timeout}ms`,
      problem: `is too short for ${sum}`,
      allowed: `${perTry >= 1 ? needed : waits + tries}ms or more`,
      fix: `raise the timeout, or lower retries.attempts, retries.perTry or retries.backoff`,
    },
  ];
}

/** Repeating what is not idempotent does it twice: an order, a payment. */
function methodRefusals(prop: string, options: CallOptions, retries: Retries): Refusal[] {
  const [at, named] = retries.methods
    ? [`${prop}.retries.methods`, retries.methods]
    : [`${prop}.methods`, options.methods ?? []];
  const allowed = IDEMPOTENT_METHODS.join(', ');
  const fix = retries.methods
    ? 'take it out: a try that seemed to fail may have been done, and would be done twice'
    : `name those that are repeated in ${prop}.retries.methods, or take retries out`;
  const unsafe = named
    .filter((method) => HTTP_METHODS.includes(method) && !IDEMPOTENT_METHODS.includes(method))
    .map((value) => ({ prop: at, value, problem: 'is not idempotent, and would be repeated', allowed, fix }));
  const unused = (retries.methods ?? [])
    .filter((method) => options.methods !== undefined && !options.methods.includes(method))
    .map((value) => ({
      prop: at,
      value,
      problem: 'is no method of the call',
      allowed: (options.methods ?? []).join(', '),
      fix: `add it to ${prop}.methods, or take it out`,
    }));
  return [...(retries.methods ? distinctRefusals(at, retries.methods) : []), ...unsafe, ...unused];
}

/** An empty list would allow nothing, which says that there is no call. */
function distinctRefusals(prop: string, values: readonly string[]): Refusal[] {
  if (values.length === 0)
    return [{ prop, problem: 'is empty', allowed: 'one entry or more', fix: 'name them, or leave it out' }];
  return values
    .filter((value, index) => values.indexOf(value) !== index)
    .map((value) => ({ prop, value, problem: 'is there twice', fix: 'write it once' }));
}

function pathsRefusals(prop: string, paths: readonly string[]): Refusal[] {
  return [
    ...distinctRefusals(prop, paths),
    ...paths
      .filter((path) => !PATH.test(path) || /(^|\/)\.\.?(\/|$)|%(2f|5c|00)/i.test(path))
      .map((value) => ({
        prop,
        value,
        problem: 'is no path that a policy can match',
        allowed:
          "a path as the callee sees it (/v1/orders), or all below one (/v1/*): no query, no '..', '*' at the end alone",
        fix: 'correct it',
      })),
  ];
}

/** The methods of a call that are repeated when it fails. */
export function repeatedMethods({ methods, retries }: CallOptions): readonly HttpMethod[] {
  if (retries === undefined) return [];
  return retries.methods ?? methods ?? IDEMPOTENT_METHODS;
}

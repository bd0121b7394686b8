import { CERTIFICATE_TERMS_SHAPE, certificateTermsRefusals } from './certificate-terms';
import { cidrRefusal } from './cidr';
import { EXPOSURE_DEFAULTS, type Exposure } from './exposure';
import { hostNameRefusal } from './host-name';
import { memoryRefusal } from './quantity';
import { reasonRefusal, type Refusal } from './refusal';
import {
  closed,
  duration,
  group,
  list,
  number,
  oneOf,
  optional,
  size,
  text,
  yesOrNo,
  type Shape,
  type Shapes,
} from './shape';
import { secondsOf, wholeSecondsRefusal } from './whole-seconds';

const HEADER: Shape = { ...text, allowed: 'a text, or false', fits: (value) => value === false || text.fits(value) };
const HEADERS: Shape = {
  ...group({}),
  allowed: "headers with texts: { 'Referrer-Policy': 'no-referrer' }",
  inside: (prop, value) =>
    Object.entries(value ?? {}).flatMap(([name, one]) =>
      HEADER.fits(one)
        ? []
        : [{ prop: `${prop}.${name}`, problem: 'is no text', allowed: HEADER.allowed, fix: HEADER.fix }],
    ),
};

/** What an exposure must be before it is read. */
export const EXPOSURE_SHAPES: Shapes = {
  hosts: list(text),
  paths: optional(list(text)),
  entry: optional(text),
  certificate: optional(CERTIFICATE_TERMS_SHAPE),
  strictTransport: optional(
    closed({
      maxAge: optional(duration),
      includeSubdomains: optional(yesOrNo),
      preload: optional(yesOrNo),
      without: optional(text),
    }),
  ),
  responseHeaders: optional(HEADERS),
  timeout: optional(duration),
  maxBody: optional(size),
  rateLimit: optional(closed({ requests: number, per: oneOf('second', 'minute', 'hour') })),
  allowFrom: optional(list(text)),
  sticky: optional(closed({ cookie: optional(text), lifetime: duration })),
};

/** Most hosts of one route, and most of its matches: what the Gateway API accepts. */
const MOST_HOSTS = 16;
const MOST_PATHS = 64;
const PATH = /^\/$|^(\/[A-Za-z0-9\-._~!$&'()*+,;=:@%]+)+$/;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VISIBLE = /^[\x20-\x7e]*$/;
const STRICT = 'strict-transport-security';

/** Everything that is wrong with an exposure by itself. What its entry cannot do is told by the entry. */
export function exposureRefusals(prop: string, exposure: Exposure): Refusal[] {
  const { hosts, paths = EXPOSURE_DEFAULTS.paths, timeout, allowFrom, certificate } = exposure;
  const refusals = [
    ...countRefusals(`${prop}.hosts`, hosts, MOST_HOSTS),
    ...hosts.map((host, index) => hostNameRefusal(`${prop}.hosts[${index}]`, host)),
    ...countRefusals(`${prop}.paths`, paths, MOST_PATHS),
    ...paths.map((path, index) => pathRefusal(`${prop}.paths[${index}]`, path)),
    timeout === undefined ? undefined : positiveRefusal(`${prop}.timeout`, timeout),
    ...(allowFrom === undefined ? [] : countRefusals(`${prop}.allowFrom`, allowFrom)),
    ...(allowFrom ?? []).map((cidr, index) => cidrRefusal(`${prop}.allowFrom[${index}]`, cidr)),
    ...(certificate === undefined ? [] : certificateTermsRefusals(`${prop}.certificate`, certificate)),
    ...strictTransportRefusals(`${prop}.strictTransport`, exposure),
    ...headerRefusals(`${prop}.responseHeaders`, exposure),
    ...limitRefusals(prop, exposure),
    ...stickyRefusals(`${prop}.sticky`, exposure),
  ];
  return refusals.filter((refusal) => refusal !== undefined);
}

function countRefusals(prop: string, values: readonly string[], most = Infinity): Refusal[] {
  const twice = values.find((value, index) => values.indexOf(value) < index);
  const allowed = most === Infinity ? 'one or more' : `1 to ${most}`;
  return [
    ...(values.length > 0 ? [] : [{ prop, problem: 'is empty', allowed, fix: 'name one, or leave it out' }]),
    ...(values.length > most
      ? [{ prop, problem: `has ${values.length}`, allowed, fix: 'expose it in two parts' }]
      : []),
    ...(twice === undefined
      ? []
      : [{ prop, value: twice, problem: 'is there twice', allowed: 'each once', fix: 'remove one' }]),
  ];
}

function pathRefusal(prop: string, path: string): Refusal | undefined {
  const legal =
    PATH.test(path) && path.length <= 1024 && !path.split('/').some((part) => part === '.' || part === '..');
  if (legal) return undefined;
  return {
    prop,
    value: path,
    problem: 'is not the beginning of a path',
    allowed: "'/', or segments such as /api/v1, without a '/' at the end, without '.', '..', '?' and '#'",
    fix: 'write the segments alone',
  };
}

function positiveRefusal(prop: string, span: NonNullable<Exposure['timeout']>): Refusal | undefined {
  const whole = wholeSecondsRefusal(prop, span);
  if (whole || secondsOf(span) > 0) return whole;
  return { prop, value: '0s', problem: 'lets nothing through', allowed: '1 second or more', fix: 'lengthen it' };
}

/** What the preload lists of browsers ask for: a year. */
const PRELOAD = 365 * 24 * 3600;

function strictTransportRefusals(prop: string, { strictTransport = {} }: Exposure): (Refusal | undefined)[] {
  if ('without' in strictTransport) return reasonRefusal(`${prop}.without`, strictTransport.without);
  const { maxAge = EXPOSURE_DEFAULTS.maxAge, includeSubdomains = false, preload = false } = strictTransport;
  const age = positiveRefusal(`${prop}.maxAge`, maxAge);
  const early = preload && !(includeSubdomains && secondsOf(maxAge) >= PRELOAD);
  return [
    age,
    early
      ? {
          prop: `${prop}.preload`,
          value: true,
          problem: 'is not taken up by browsers',
          allowed: 'preload with includeSubdomains and a maxAge of 365 days or more',
          fix: 'add both, or leave preload out',
        }
      : undefined,
  ];
}

function headerRefusals(prop: string, { responseHeaders = {} }: Exposure): (Refusal | undefined)[] {
  const names = Object.keys(responseHeaders).map((name) => name.toLowerCase());
  return Object.entries(responseHeaders).map(([name, value], index) => {
    const at = `${prop}.${name}`;
    if (!TOKEN.test(name))
      return { prop: at, problem: 'is not the name of a header', allowed: "letters, digits and '-'", fix: 'rename it' };
    if (name.toLowerCase() === STRICT)
      return { prop: at, problem: 'has a prop of its own', allowed: 'other headers', fix: 'use strictTransport' };
    if (names.indexOf(name.toLowerCase()) < index)
      return {
        prop: at,
        problem: 'is there twice',
        allowed: 'each header once',
        fix: 'remove one: case means nothing',
      };
    if (value === false || (VISIBLE.test(value) && value.trim() === value && value !== '')) return undefined;
    return { prop: at, problem: 'is not the value of a header', allowed: 'visible ASCII', fix: 'write one line' };
  });
}

function limitRefusals(prop: string, { rateLimit, maxBody }: Exposure): Refusal[] {
  const refusals: Refusal[] = [];
  if (rateLimit && !(Number.isInteger(rateLimit.requests) && rateLimit.requests > 0 && rateLimit.requests < 2 ** 32))
    refusals.push({
      prop: `${prop}.rateLimit.requests`,
      value: rateLimit.requests,
      problem: 'is no number of requests',
      allowed: 'a whole number from 1',
      fix: 'name the most that one client may send',
    });
  if (maxBody) {
    const refusal = memoryRefusal(`${prop}.maxBody`, maxBody, 'lets no body through', 'raise it, or leave it out');
    if (refusal) refusals.push(refusal);
  }
  return refusals;
}

function stickyRefusals(prop: string, { sticky }: Exposure): (Refusal | undefined)[] {
  if (!sticky) return [];
  const { cookie = EXPOSURE_DEFAULTS.cookie, lifetime } = sticky;
  return [
    positiveRefusal(`${prop}.lifetime`, lifetime),
    TOKEN.test(cookie) && cookie.length <= 128
      ? undefined
      : {
          prop: `${prop}.cookie`,
          value: cookie,
          problem: 'is not the name of a cookie',
          allowed: "letters, digits, '-' and '_', at most 128",
          fix: 'rename it',
        },
  ];
}

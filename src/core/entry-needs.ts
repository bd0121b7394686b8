import { describeEntry, isGatewayEntry, type Entry } from './entry';
import { unprovenRefusal } from './entry-refusals';
import { entryHeaders, type Exposure } from './exposure';
import { isWildcard, servesHost } from './host-name';
import type { Refusal } from './refusal';
import { secondsOf } from './whole-seconds';

/** Something that an exposure may ask of its entry, beside what all entries do. */
interface Need {
  readonly prop: keyof Exposure;
  /** Whether an entry meets it. */
  readonly metBy: (entry: Entry) => boolean;
  /** Those that do, for people. */
  readonly who: string;
  /** What to do where the entry stays as it is. */
  readonly otherwise: string;
}

const isEnvoy = (entry: Entry): boolean => isGatewayEntry(entry) && entry.implementation === 'envoy-gateway';

const isIstio = (entry: Entry): boolean => isGatewayEntry(entry) && entry.implementation === 'istio';

const ENVOY = 'a Gateway of envoy-gateway';
const ISTIO = 'a Gateway of istio';
const HAPROXY = 'an Ingress controller (haproxy)';
const LOAD_BALANCER = 'a load balancer of AWS';

const NEEDS: readonly Need[] = [
  { prop: 'maxBody', metBy: isEnvoy, who: ENVOY, otherwise: 'let the service refuse large bodies' },
  {
    prop: 'rateLimit',
    metBy: (entry) => isEnvoy(entry) || isIstio(entry) || entry.kind === 'ingress',
    who: `${ENVOY}, ${ISTIO}, ${HAPROXY}`,
    otherwise: 'limit in the service, or by a rate-based rule of AWS WAF',
  },
  {
    prop: 'allowFrom',
    metBy: (entry) =>
      isEnvoy(entry) || isIstio(entry) || entry.kind === 'ingress' || entry.kind === 'aws-load-balancer',
    who: `${ENVOY}, ${ISTIO}, ${HAPROXY}, ${LOAD_BALANCER}`,
    otherwise: 'expose it at an internal entry',
  },
  {
    prop: 'sticky',
    metBy: (entry) =>
      entry.kind === 'aws-load-balancer' ||
      (isGatewayEntry(entry) && entry.channel === 'experimental' && !isIstio(entry)),
    who: `${ENVOY} with channel 'experimental', ${LOAD_BALANCER}`,
    otherwise: 'keep sessions in a store that all pods share',
  },
];

/** What an exposure asks for that its entry cannot do. */
export function entryNeedRefusals(prop: string, exposure: Exposure, entry: Entry): Refusal[] {
  const unmet = NEEDS.filter((need) => exposure[need.prop] !== undefined && !need.metBy(entry)).map((need) => ({
    prop: `${prop}.${need.prop}`,
    problem: `is more than ${describeEntry(entry)} can do`,
    allowed: need.who,
    fix: `${need.otherwise}, or declare such an entry`,
  }));
  return [
    ...unmet,
    ...hostRefusals(prop, exposure, entry),
    ...headerRefusals(prop, exposure, entry),
    ...(entry.kind === 'aws-load-balancer' ? timeRefusals(prop, exposure) : []),
    ...(isIstio(entry) ? inexactRefusals(prop, exposure) : []),
  ];
}

/**
 * Where an allow list holds at Istio: a policy of the whole Gateway names hosts and paths. It matches a wildcard with a port not at
 * all, which would let anybody in who writes the port, and takes a '*' in a path for more than the route does.
 */
function inexactRefusals(prop: string, { hosts, paths = [], allowFrom }: Exposure): Refusal[] {
  if (allowFrom === undefined) return [];
  const [host, path] = [hosts.find(isWildcard), paths.find((one) => one.includes('*'))];
  const refusal = (value: string): Refusal => ({
    prop: `${prop}.allowFrom`,
    problem: `cannot be held for '${value}' at a Gateway of istio`,
    allowed: "exact hosts, and paths without '*'",
    fix: 'name each host and path, or declare an entry of envoy-gateway',
  });
  return [host, path].flatMap((one) => (one === undefined ? [] : [refusal(one)]));
}

/** Times that a load balancer of AWS holds: at most 4000 seconds without a byte, a week for a client that sticks. */
const LOAD_BALANCER_SECONDS = { timeout: 4000, 'sticky.lifetime': 604_800 } as const;

function timeRefusals(prop: string, { timeout, sticky }: Exposure): Refusal[] {
  const times = { timeout, 'sticky.lifetime': sticky?.lifetime };
  return (['timeout', 'sticky.lifetime'] as const).flatMap((name) => {
    const [span, most] = [times[name], LOAD_BALANCER_SECONDS[name]];
    if (span === undefined || secondsOf(span) <= most) return [];
    return [
      {
        prop: `${prop}.${name}`,
        value: `${secondsOf(span)}s`,
        problem: 'is longer than a load balancer of AWS holds',
        allowed: `at most ${most}s`,
        fix: 'shorten it',
      },
    ];
  });
}

/** Hosts that nobody would sign a certificate for. */
function hostRefusals(prop: string, { hosts, certificate }: Exposure, entry: Entry): Refusal[] {
  if (entry.kind === 'aws-load-balancer')
    return certificate === undefined
      ? []
      : [
          {
            prop: `${prop}.certificate`,
            problem: 'is for certificates of cert-manager, which a load balancer of AWS does not take',
            allowed: 'certificates of AWS Certificate Manager',
            fix: 'leave it out',
          },
        ];
  const own = isGatewayEntry(entry) ? (entry.hosts ?? []) : [];
  return hosts.flatMap((host, index): Refusal[] => {
    if (own.some((one) => servesHost(one, host))) return [];
    const at = { prop: `${prop}.hosts[${index}]`, value: host };
    if (entry.issuer === undefined)
      return [
        {
          ...at,
          problem: 'has no certificate: the entry neither serves it nor names an issuer',
          allowed: own.length > 0 ? own.join(', ') : 'no host',
          fix: "add it to the entry's hosts, or name an issuer there",
        },
      ];
    const unproven = entry.issuer.challenge === 'http-01' ? unprovenRefusal(at.prop, host) : undefined;
    return unproven ? [unproven] : [];
  });
}

/** Headers that a load balancer of AWS can set: listener attributes. */
export const LOAD_BALANCER_HEADERS: Readonly<Record<string, string>> = {
  'strict-transport-security': 'routing.http.response.strict_transport_security.header_value',
  'content-security-policy': 'routing.http.response.content_security_policy.header_value',
  'x-content-type-options': 'routing.http.response.x_content_type_options.header_value',
  'x-frame-options': 'routing.http.response.x_frame_options.header_value',
};

function headerRefusals(prop: string, exposure: Exposure, entry: Entry): Refusal[] {
  if (entry.kind !== 'aws-load-balancer') return [];
  return [...entryHeaders(exposure)].flatMap(([name, value]) => {
    const at = { prop: `${prop}.responseHeaders.${name}` };
    if (!(name.toLowerCase() in LOAD_BALANCER_HEADERS))
      return [
        {
          ...at,
          problem: 'cannot be set by a load balancer of AWS',
          allowed: Object.keys(LOAD_BALANCER_HEADERS).join(', '),
          fix: 'set it in the service, or declare a Gateway as entry',
        },
      ];
    if (!value.includes(',')) return [];
    return [
      {
        ...at,
        problem: 'has a comma, which ends the value in an annotation',
        allowed: 'a value without commas',
        fix: 'rewrite it, or set it in the service',
      },
    ];
  });
}

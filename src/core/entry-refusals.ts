import type { Entry, EntryIssuer } from './entry';
import { hostNameRefusal, isWildcard } from './host-name';
import { dnsLabelRefusal, dnsSubdomainRefusal } from './names';
import { PEERS_SHAPE, peersRefusals } from './party';
import type { Refusal } from './refusal';
import { closed, list, oneOf, optional, text, type Shape } from './shape';
import { hasToken } from './token';

const ISSUER = closed({
  kind: optional(oneOf('ClusterIssuer', 'Issuer')),
  name: text,
  challenge: optional(oneOf('dns-01', 'http-01')),
});

const ACCOUNT = closed({ namespace: text, name: text });

const SHAPES: Readonly<Record<string, Shape>> = {
  gateway: closed({
    kind: optional(text),
    gateway: closed({ name: text, namespace: text }),
    implementation: optional(oneOf('envoy-gateway', 'istio')),
    channel: optional(oneOf('standard', 'experimental')),
    hosts: optional(list(text)),
    from: PEERS_SHAPE,
    runsAs: optional(ACCOUNT),
    issuer: optional(ISSUER),
  }),
  ingress: closed({
    kind: text,
    // the usual first guess is answered by name
    controller: {
      ...oneOf('haproxy'),
      inside: (prop, value) =>
        value === 'haproxy'
          ? []
          : [
              {
                prop,
                value,
                problem:
                  value === 'ingress-nginx' || value === 'nginx' ? 'is retired: it gets no more fixes' : 'is not known',
                allowed: "'haproxy'",
                fix: 'use it, or a Gateway',
              },
            ],
    },
    className: text,
    from: PEERS_SHAPE,
    runsAs: optional(ACCOUNT),
    issuer: ISSUER,
  }),
  'aws-load-balancer': closed({
    kind: text,
    className: optional(text),
    scheme: optional(oneOf('internal', 'internet-facing')),
    from: PEERS_SHAPE,
    certificates: optional(list(text)),
    tlsPolicy: optional(text),
    webAcl: optional(text),
  }),
};

const KIND: Shape = oneOf(...Object.keys(SHAPES));

/** What an entry must be before it is read: its kind decides what it has. */
const ENTRY: Shape = {
  ...closed({}),
  allowed: 'an entry: { gateway, from, ... }',
  inside: (prop, value) => {
    const kind = kindOf(value);
    const shape = typeof kind === 'string' ? SHAPES[kind] : undefined;
    if (shape) return shape.inside?.(prop, value) ?? [];
    return KIND.fits(kind)
      ? (KIND.inside?.(`${prop}.kind`, kind) ?? [])
      : [{ prop: `${prop}.kind`, problem: 'is no text', allowed: KIND.allowed, fix: KIND.fix }];
  },
};

/** Entries by their names. */
export const ENTRIES_SHAPE: Shape = {
  ...closed({}),
  allowed: 'entries by name: { public: { gateway, from, ... } }',
  inside: (prop, value) =>
    Object.entries(value ?? {}).flatMap(([name, one]) => {
      const at = `${prop}.${name}`;
      if (ENTRY.fits(one)) return ENTRY.inside?.(at, one) ?? [];
      return [{ prop: at, problem: 'is no entry', allowed: ENTRY.allowed, fix: ENTRY.fix }];
    }),
};

/** What is wrong with the values of entries, whose shape is right. */
export function entriesRefusals(prop: string, entries: Readonly<Record<string, Entry>>): Refusal[] {
  return Object.entries(entries).flatMap(([name, entry]) => entryRefusals(`${prop}.${name}`, entry));
}

function entryRefusals(prop: string, entry: Entry): Refusal[] {
  const from = peersRefusals(`${prop}.from`, entry.from);
  const values = [...valueRefusals(prop, entry), ...accountRefusals(`${prop}.runsAs`, entry)];
  return [...from, ...values.filter((refusal) => refusal !== undefined)];
}

function accountRefusals(prop: string, entry: Entry): (Refusal | undefined)[] {
  if (entry.kind === 'aws-load-balancer' || entry.runsAs === undefined) return [];
  const { namespace, name } = entry.runsAs;
  return [dnsLabelRefusal(`${prop}.namespace`, namespace), dnsSubdomainRefusal(`${prop}.name`, name)];
}

function valueRefusals(prop: string, entry: Entry): (Refusal | undefined)[] {
  switch (entry.kind) {
    case 'ingress':
      return [
        dnsSubdomainRefusal(`${prop}.className`, entry.className),
        ...issuerRefusals(`${prop}.issuer`, entry.issuer),
      ];
    case 'aws-load-balancer':
      return [
        dnsSubdomainRefusal(`${prop}.className`, entry.className ?? 'alb'),
        entry.webAcl === undefined ? undefined : webAclRefusal(`${prop}.webAcl`, entry.webAcl),
        ...(entry.certificates ?? []).map((arn, index) => certificateRefusal(`${prop}.certificates[${index}]`, arn)),
      ];
    default:
      return [
        dnsSubdomainRefusal(`${prop}.gateway.name`, entry.gateway.name),
        dnsLabelRefusal(`${prop}.gateway.namespace`, entry.gateway.namespace),
        ...(entry.hosts ?? []).flatMap((host, index) => [
          hostNameRefusal(`${prop}.hosts[${index}]`, host),
          entry.issuer?.challenge === 'http-01' ? unprovenRefusal(`${prop}.hosts[${index}]`, host) : undefined,
        ]),
        ...(entry.issuer === undefined ? [] : issuerRefusals(`${prop}.issuer`, entry.issuer)),
      ];
  }
}

function issuerRefusals(prop: string, { name }: EntryIssuer): (Refusal | undefined)[] {
  return [dnsSubdomainRefusal(`${prop}.name`, name)];
}

/** What HTTP-01 cannot prove, or nothing: it asks one host for an answer. */
export function unprovenRefusal(prop: string, host: string): Refusal | undefined {
  if (!isWildcard(host)) return undefined;
  return {
    prop,
    value: host,
    problem: 'is a wildcard, which HTTP-01 cannot prove',
    allowed: 'exact hosts',
    fix: 'name the hosts, or use an issuer with DNS-01',
  };
}

/** A web ACL for load balancers is of a region; one for CloudFront is global and refused by them. */
const WEB_ACL = /^arn:aws[-a-z]*:wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/[\w-]{1,128}\/[0-9a-f-]{36}$/;
const CERTIFICATE = /^arn:aws[-a-z]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/;

function webAclRefusal(prop: string, arn: string): Refusal | undefined {
  if (hasToken(arn) || WEB_ACL.test(arn)) return undefined;
  return {
    prop,
    value: arn,
    problem: 'is not the ARN of a regional web ACL',
    allowed: 'arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>',
    fix: 'copy the ARN of a web ACL of scope REGIONAL: one of scope CLOUDFRONT cannot stand before a load balancer',
  };
}

function certificateRefusal(prop: string, arn: string): Refusal | undefined {
  if (hasToken(arn) || CERTIFICATE.test(arn)) return undefined;
  return {
    prop,
    value: arn,
    problem: 'is not the ARN of a certificate',
    allowed: 'arn:aws:acm:<region>:<account>:certificate/<id>',
    fix: 'copy the ARN from AWS Certificate Manager, in the region of the load balancer',
  };
}

function kindOf(value: unknown): unknown {
  const kind: unknown = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
  return kind ?? 'gateway';
}

import {
  ACME_DIRECTORY,
  type AcmeAuthority,
  type CertificateAuthority,
  type Challenge,
  type Route53Challenge,
} from './certificate-authority';
import { dnsLabelRefusal, dnsSubdomainRefusal } from './names';
import type { Refusal } from './refusal';
import { closed, group, list, oneOf, optional, text, type Shape, type Shapes } from './shape';
import { hasToken } from './token';

const CHALLENGES: Readonly<Record<string, Shapes>> = {
  route53: {
    kind: text,
    region: text,
    zones: optional(list(text)),
    hostedZone: optional(text),
    identity: optional(closed({ serviceAccount: text, role: text })),
  },
  gateway: { kind: text, gateway: closed({ name: text, namespace: text }) },
  ingress: { kind: text, className: text },
};

const AUTHORITIES: Readonly<Record<string, Shapes>> = {
  acme: { kind: text, server: optional(text), email: text, challenges: list(byKind('a challenge', CHALLENGES)) },
  private: { kind: text, secret: text },
};

/** What an authority must be before it is read. */
export const AUTHORITY_SHAPE = byKind('an authority', AUTHORITIES);

/** One of several shapes, told apart by `kind`. */
function byKind(what: string, shapes: Readonly<Record<string, Shapes>>): Shape {
  const kind = group({ kind: oneOf(...Object.keys(shapes)) });
  return {
    ...kind,
    allowed: `${what} with kind ${Object.keys(shapes).join(' or ')}`,
    inside: (prop, value) => {
      const wrong = kind.inside?.(prop, value) ?? [];
      if (wrong.length > 0) return wrong;
      const name: unknown = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
      const shape = typeof name === 'string' ? shapes[name] : undefined;
      return shape ? (closed(shape).inside?.(prop, value) ?? []) : [];
    },
  };
}

/** What is wrong with an authority whose shape is right. */
export function authorityRefusals(prop: string, authority: CertificateAuthority, inNamespace: boolean): Refusal[] {
  const refusals =
    authority.kind === 'private'
      ? [dnsSubdomainRefusal(`${prop}.secret`, authority.secret)]
      : acmeRefusals(prop, authority, inNamespace);
  return refusals.filter((refusal) => refusal !== undefined);
}

function acmeRefusals(prop: string, authority: AcmeAuthority, inNamespace: boolean): (Refusal | undefined)[] {
  const { server = 'letsencrypt', email, challenges } = authority;
  return [
    server in ACME_DIRECTORY || hasToken(server) || /^https:\/\/[^\s]+$/.test(server)
      ? undefined
      : {
          prop: `${prop}.server`,
          value: server,
          problem: 'is not the directory of an authority',
          allowed: `${Object.keys(ACME_DIRECTORY).join(', ')}, or an https URL`,
          fix: 'name one of them',
        },
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || hasToken(email)
      ? undefined
      : {
          prop: `${prop}.email`,
          value: email,
          problem: 'is no address',
          allowed: 'a mail address that somebody reads',
          fix: "name the team's",
        },
    challenges.length > 0
      ? undefined
      : {
          prop: `${prop}.challenges`,
          problem: 'is empty, so no host could be proven',
          allowed: 'one or more',
          fix: 'name one',
        },
    ...challenges.flatMap((challenge, index) =>
      challengeRefusals(`${prop}.challenges[${index}]`, challenge, inNamespace),
    ),
  ];
}

function challengeRefusals(prop: string, challenge: Challenge, inNamespace: boolean): (Refusal | undefined)[] {
  if (challenge.kind === 'gateway')
    return [
      dnsSubdomainRefusal(`${prop}.gateway.name`, challenge.gateway.name),
      dnsLabelRefusal(`${prop}.gateway.namespace`, challenge.gateway.namespace),
    ];
  if (challenge.kind === 'ingress') return [dnsSubdomainRefusal(`${prop}.className`, challenge.className)];
  return route53Refusals(prop, challenge, inNamespace);
}

const ROLE = /^arn:aws[-a-z]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const ZONE = /^Z[A-Z0-9]{4,31}$/;

function route53Refusals(prop: string, challenge: Route53Challenge, inNamespace: boolean): (Refusal | undefined)[] {
  const { region, zones = [], hostedZone, identity } = challenge;
  return [
    /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) || hasToken(region)
      ? undefined
      : {
          prop: `${prop}.region`,
          value: region,
          problem: 'is no region',
          allowed: 'such as eu-west-1',
          fix: 'name it',
        },
    ...zones.map((zone, index) => dnsSubdomainRefusal(`${prop}.zones[${index}]`, zone)),
    hostedZone === undefined || hasToken(hostedZone) || ZONE.test(hostedZone)
      ? undefined
      : {
          prop: `${prop}.hostedZone`,
          value: hostedZone,
          problem: 'is not the id of a zone',
          allowed: 'such as Z0123456789ABCDEFGHIJ',
          fix: 'copy it from Route 53, or leave it out',
        },
    identity === undefined && inNamespace
      ? {
          prop: `${prop}.identity`,
          problem: 'is missing: an Issuer of a namespace may not use the identity of cert-manager itself',
          allowed: 'a ServiceAccount and a role',
          fix: 'name them, or make it a ClusterIssuer',
        }
      : undefined,
    ...(identity === undefined
      ? []
      : [
          dnsSubdomainRefusal(`${prop}.identity.serviceAccount`, identity.serviceAccount),
          ROLE.test(identity.role) || hasToken(identity.role)
            ? undefined
            : {
                prop: `${prop}.identity.role`,
                value: identity.role,
                problem: 'is not the ARN of a role',
                allowed: 'arn:aws:iam::<account>:role/<name>',
                fix: 'copy it from IAM',
              },
        ]),
  ];
}

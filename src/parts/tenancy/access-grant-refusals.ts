import type { Duration } from 'cdk8s';
import type { AccessGrant } from '../../core/access-grant';
import { cidrRefusal } from '../../core/cidr';
import { imageProblem, PINNED_IMAGE } from '../../core/image';
import { epochSeconds, instantRefusal } from '../../core/instant';
import { dnsLabelRefusal } from '../../core/names';
import type { Refusal } from '../../core/refusal';
import { group, list, text, type Shape } from '../../core/shape';
import { secondsOf } from '../../core/whole-seconds';
import { expiryName, type AccessEnforcer } from './access-expiry';
import { ROLE_RULES } from './role-rules';
import { subjectRefusal } from './subject';

const USER = group({ user: text });
const GROUP = group({ group: text });
const TO: Shape = {
  allowed: '{ user } or { group }',
  fix: 'write one of them',
  fits: USER.fits,
  inside: (prop, value) =>
    (typeof value === 'object' && value !== null && 'user' in value ? USER : GROUP).inside?.(prop, value) ?? [],
};

/** What grants must be before they are read. */
export const GRANTS_SHAPE = list(
  group({ name: text, role: text, to: TO, reason: text, approvedBy: text, expires: text }),
);
/** What the enforcer of grants must be before it is read. */
export const ENFORCER_SHAPE = group({ namespace: text, image: text, apiServer: list(text) });

/** Longest name of a CronJob: Kubernetes adds the time of a run to it. */
const CRON_JOB_NAME_MAX = 52;

/** What is wrong with a grant: nobody, no reason, no end or one too far away. */
export function grantRefusals(prop: string, grant: AccessGrant, now: string, longest: Duration): Refusal[] {
  const { name, role, to, expires } = grant;
  const refusals = [
    dnsLabelRefusal(`${prop}.name`, name),
    Object.hasOwn(ROLE_RULES, role) ? undefined : noRole(`${prop}.role`, role),
    'user' in to ? subjectRefusal(`${prop}.to.user`, to.user) : subjectRefusal(`${prop}.to.group`, to.group),
    ...(['reason', 'approvedBy'] as const).map((field) => blankRefusal(`${prop}.${field}`, grant[field])),
    instantRefusal(`${prop}.expires`, expires) ?? tooLong(`${prop}.expires`, grant, now, longest),
  ];
  return refusals.filter((refusal) => refusal !== undefined);
}

/** What is wrong with what enforces the end of grants. */
export function enforcerRefusals(prop: string, enforcer: AccessEnforcer, namespace: string): Refusal[] {
  const image = imageProblem(enforcer.image);
  const refusals: (Refusal | undefined)[] = [
    dnsLabelRefusal(`${prop}.namespace`, enforcer.namespace),
    enforcer.namespace === namespace ? sameNamespace(`${prop}.namespace`, namespace) : undefined,
    image === undefined
      ? undefined
      : { prop: `${prop}.image`, value: enforcer.image, problem: image, allowed: PINNED_IMAGE, fix: 'pin it' },
    enforcer.apiServer.length > 0 ? undefined : noApiServer(`${prop}.apiServer`),
    ...enforcer.apiServer.map((cidr, index) => cidrRefusal(`${prop}.apiServer[${index}]`, cidr)),
    expiryName(namespace).length > CRON_JOB_NAME_MAX ? longName(namespace) : undefined,
  ];
  return refusals.filter((refusal) => refusal !== undefined);
}

/** What is wrong with the names of grants: one twice. */
export function twiceRefusals(prop: string, grants: readonly AccessGrant[]): Refusal[] {
  return grants.flatMap(({ name }, index) =>
    grants.findIndex((other) => other.name === name) === index
      ? []
      : [
          {
            prop: `${prop}[${index}].name`,
            value: name,
            problem: 'is there twice',
            allowed: 'each name once',
            fix: 'rename one, or remove the one that has ended',
          },
        ],
  );
}

function tooLong(prop: string, { role, expires }: AccessGrant, now: string, longest: Duration): Refusal | undefined {
  const [start, end] = [epochSeconds(now), epochSeconds(expires)];
  if (start === undefined || end === undefined || end - start <= secondsOf(longest)) return undefined;
  return {
    prop,
    value: expires,
    problem: `is further away than a grant of ${role} may last`,
    allowed: `at most ${secondsOf(longest) / 3600} hours from ${now}`,
    fix: 'end it earlier, and ask again when it is still needed',
  };
}

function blankRefusal(prop: string, value: string): Refusal | undefined {
  if (value.trim() !== '') return undefined;
  return { prop, problem: 'is empty', allowed: 'a text for whoever reads the register', fix: 'write it down' };
}

function noRole(prop: string, value: string): Refusal {
  return { prop, value, problem: 'is no role', allowed: Object.keys(ROLE_RULES).join(', '), fix: 'write one of them' };
}

function sameNamespace(prop: string, value: string): Refusal {
  return {
    prop,
    value,
    problem: 'is the namespace of the grants, whose admins could stop what ends them',
    allowed: 'a namespace of the platform',
    fix: 'name one that no grant is for',
  };
}

function noApiServer(prop: string): Refusal {
  return {
    prop,
    problem: 'is empty, so nothing could be deleted',
    allowed: 'one range of addresses or more',
    fix: 'name the addresses of the API server',
  };
}

function longName(namespace: string): Refusal {
  return {
    prop: 'roles.namespace',
    value: namespace,
    problem: `makes a CronJob '${expiryName(namespace)}' of more than ${CRON_JOB_NAME_MAX} characters`,
    allowed: `at most ${CRON_JOB_NAME_MAX - expiryName('').length}`,
    fix: 'shorten the name of the namespace',
  };
}

import { Duration, type ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import type { AccessGrant, RegisteredGrant } from '../../core/access-grant';
import { ACCESS, LABEL, MANAGED_BY } from '../../core/conventions';
import { environmentOf } from '../../core/environment';
import { epochSeconds, instantRefusal } from '../../core/instant';
import { refuse, type Refusal } from '../../core/refusal';
import { duration, group, optional, requireShape, text, type Shapes } from '../../core/shape';
import { Role, RoleBinding } from '../../kinds/rbac';
import { AccessExpiry, type AccessEnforcer } from './access-expiry';
import { ENFORCER_SHAPE, enforcerRefusals, grantRefusals, GRANTS_SHAPE, twiceRefusals } from './access-grant-refusals';
import { copyRules, ROLE_RULES } from './role-rules';
import { roleRef, subject } from './subject';
import type { TenantRoles } from './tenant-roles';

/** Properties for `AccessGrants`. */
export interface AccessGrantsProps {
  /** The roles of the namespace that rights are given in. */
  readonly roles: TenantRoles;
  /** Who may do more for a time. */
  readonly grants: readonly AccessGrant[];
  /**
   * The moment that the App is built for, in UTC: `2026-11-21T12:00:00Z`. Only an entry point reads the clock.
   * @default - `now` of the environment
   */
  readonly now?: string;
  /** What ends grants in the cluster. */
  readonly enforcer: AccessEnforcer;
  /**
   * Longest time that a grant of `break-glass` may last.
   * @default Duration.hours(12)
   */
  readonly longestBreakGlass?: Duration;
  /**
   * Longest time that any other grant may last.
   * @default Duration.days(30)
   */
  readonly longestGrant?: Duration;
}

const SHAPES: Shapes = {
  roles: group({ namespace: text }),
  grants: GRANTS_SHAPE,
  now: optional(text),
  enforcer: ENFORCER_SHAPE,
  longestBreakGlass: optional(duration),
  longestGrant: optional(duration),
};

const DEFAULTS = { longestBreakGlass: Duration.hours(12), longestGrant: Duration.days(30) } as const;
const BREAK_GLASS = 'break-glass';

/**
 * Rights in a namespace that end by themselves: break-glass for an incident, or a role for as long as a task takes. A grant
 * whose time is over is not rendered any more, and in the cluster its binding is deleted within minutes, whether somebody
 * deploys or not.
 */
export class AccessGrants extends Construct {
  /** What was granted, and what of it has ended. */
  public readonly register: readonly RegisteredGrant[];
  /** One binding for each grant that has not ended. */
  public readonly bindings: readonly ApiObject[];
  /** None when no grant needs it. */
  public readonly breakGlass?: ApiObject;
  /** None when there is no grant. */
  public readonly expiry?: AccessExpiry;

  public constructor(scope: Construct, id: string, props: AccessGrantsProps) {
    super(scope, id);
    requireShape(this, props, SHAPES);
    const { grants, enforcer, longestGrant = DEFAULTS.longestGrant } = props;
    const now = props.now ?? environmentOf(this)?.now;
    const { namespace } = props.roles;
    const longestBreakGlass = props.longestBreakGlass ?? DEFAULTS.longestBreakGlass;
    const nowRefusal = now === undefined ? unknownNow(grants) : instantRefusal('now', now);
    refuse(this, [
      ...(nowRefusal ? [nowRefusal] : []),
      ...enforcerRefusals('enforcer', enforcer, namespace),
      ...twiceRefusals('grants', grants),
      ...grants.flatMap((grant, index) =>
        grantRefusals(
          `grants[${index}]`,
          grant,
          now ?? '',
          grant.role === BREAK_GLASS ? longestBreakGlass : longestGrant,
        ),
      ),
    ]);
    this.register = grants.map((grant) => ({
      ...grant,
      namespace,
      expired: now !== undefined && hasEnded(grant, now),
    }));

    // a name twice is refused above; two constructs of one id could not even be made
    const current = this.register.filter(
      ({ name, expired }, index) => !expired && this.register.findIndex((other) => other.name === name) === index,
    );
    const labels = { [LABEL.managedBy]: MANAGED_BY };
    if (current.some(({ role }) => role === BREAK_GLASS)) {
      const metadata = { name: BREAK_GLASS, namespace, labels };
      this.breakGlass = new Role(this, 'BreakGlass', { metadata, rules: copyRules(ROLE_RULES[BREAK_GLASS]) });
    }
    this.bindings = current.map(
      ({ name, role, to, reason, approvedBy, expires }) =>
        new RoleBinding(this, `Grant-${name}`, {
          metadata: {
            name: bindingName(name),
            namespace,
            labels,
            annotations: { [ACCESS.reason]: reason, [ACCESS.approvedBy]: approvedBy, [ACCESS.expires]: expires },
          },
          roleRef: roleRef(role),
          subjects: ['user' in to ? subject('User', to.user) : subject('Group', to.group)],
        }),
    );
    // what has ended is still named: a binding that something else brings back is deleted again
    const bindings = grants.map(({ name, expires }) => ({ name: bindingName(name), expires }));
    if (bindings.length > 0) this.expiry = new AccessExpiry(this, 'Expiry', { namespace, enforcer, bindings });
  }
}

/** Every grant of an App, by namespace and name. */
export function accessRegister(app: IConstruct): RegisteredGrant[] {
  const all = app.node.findAll().flatMap((construct) => (construct instanceof AccessGrants ? construct.register : []));
  return all.sort((a, b) => compare(a.namespace, b.namespace) || compare(a.name, b.name));
}

/** Without grants nothing ends, and nobody has to know the time. */
function unknownNow(grants: readonly AccessGrant[]): Refusal | undefined {
  if (grants.length === 0) return undefined;
  return {
    prop: 'now',
    problem: 'is not known, and grants end by it',
    allowed: 'date and time in UTC, such as 2026-11-21T18:00:00Z',
    fix: 'give it here, or to declareEnvironment',
  };
}

function hasEnded({ expires }: AccessGrant, now: string): boolean {
  return (epochSeconds(expires) ?? Infinity) <= (epochSeconds(now) ?? 0);
}

function bindingName(grant: string): string {
  return `grant-${grant}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

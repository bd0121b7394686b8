import { Construct } from 'constructs';
import { explain, type Refusal } from '../core/refusal';
import { date, group, list, requireShape, text, optional, type Shapes } from '../core/shape';
import { WAIVER_SHAPE } from '../checks/waiver';

const CHECKS = group({ waivers: optional(list(WAIVER_SHAPE)), now: optional(date) });
const SHAPES: Shapes = {
  clusterScoped: optional(list(text)),
  checks: optional({
    ...CHECKS,
    allowed: '{ waivers: [...], now }, or false for none at all',
    fix: 'leave it out to apply every rule',
    fits: (value) => value === false || CHECKS.fits(value),
  }),
};

/** A kind of the core group has nothing before the slash. */
const GROUP_AND_KIND = /^([a-z0-9]([-a-z0-9.]*[a-z0-9])?)?\/[A-Z][A-Za-z0-9]*$/;

/**
 * Holds what callers take for an App against what one is: the root of its tree.
 * @throws when it is something else
 */
export function requireApp(app: unknown): void {
  if (!Construct.isConstruct(app))
    throw new TypeError('what is to be rendered is no App of cdk8s; pass the App itself');
  if (app.node.scope !== undefined)
    throw new TypeError(`[${app.node.path}] is no App but a construct in one; pass the App itself: App.of(...)`);
}

/**
 * Holds what callers say about an App against what it may be, before the App is looked at.
 * @throws when an option is of another type, or a kind has no group
 */
export function requireAppOptions(options: {
  readonly clusterScoped?: readonly string[];
  readonly checks?: unknown;
}): void {
  requireShape('options', options, SHAPES);
  const refusals = (options.clusterScoped ?? []).flatMap((kind, index): Refusal[] =>
    GROUP_AND_KIND.test(kind)
      ? []
      : [
          {
            prop: `clusterScoped[${index}]`,
            value: kind,
            problem: 'is no kind',
            allowed: 'group/Kind, such as cert-manager.io/ClusterIssuer',
            fix: 'write the API group, without its version, and the kind',
          },
        ],
  );
  if (refusals.length > 0) throw new Error(`options: ${refusals.map(explain).join('\n  ')}`);
}

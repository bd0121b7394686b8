import type { Refusal } from './refusal';
import { group, list, optional, oneOf, text, textByName } from './shape';
import { dnsSubdomainRefusal } from './names';

/** What KEDA logs in with, as triggers refer to it. */
export interface TriggerAuthenticationReference {
  readonly kind: 'TriggerAuthentication' | 'ClusterTriggerAuthentication';
  readonly name: string;
}

/** One scaler of KEDA: its type and its settings, all of them texts. */
export interface EventScaler {
  /** Type of the scaler: `aws-sqs-queue`. */
  readonly type: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Events that pods are added for. Made by `Trigger`. */
export interface EventTrigger {
  /** Of several scalers the one that asks for most pods wins. */
  readonly scalers: readonly EventScaler[];
  /** What KEDA logs in with. None when nothing is asked for a login. */
  readonly authentication?: TriggerAuthenticationReference;
  /** Pods that it asks for, where that is a number known beforehand. */
  readonly pods?: number;
  /** What is wrong with it. Whoever uses it reports them, with the place. */
  readonly refusals: readonly Refusal[];
}

/** What the reference to an authentication must be before it is read. */
export const AUTHENTICATION_SHAPE = group({
  kind: oneOf('TriggerAuthentication', 'ClusterTriggerAuthentication'),
  name: text,
});
/** What triggers must be before they are read. */
export const TRIGGERS_SHAPE = list({
  ...group({
    scalers: list(group({ type: text, metadata: textByName })),
    authentication: optional(AUTHENTICATION_SHAPE),
    refusals: list(group({})),
  }),
  allowed: 'a trigger',
  fix: 'make it with Trigger, such as Trigger.sqs({ ... })',
});

/** What is wrong with triggers: what each found itself, none at all, or one that asks for more pods than may be. */
export function triggerRefusals(prop: string, triggers: readonly EventTrigger[], max: unknown): Refusal[] {
  if (triggers.length === 0) {
    return [{ prop, problem: 'is empty', allowed: 'one trigger or more', fix: 'name what pods are added for' }];
  }
  return triggers.flatMap(({ authentication, pods, refusals }, index) => {
    const at = `${prop}[${index}]`;
    const name = authentication && dnsSubdomainRefusal(`${at}.authentication.name`, authentication.name);
    const tooMany = typeof max === 'number' && pods !== undefined && pods > max;
    return [
      ...refusals.map((refusal) => ({ ...refusal, prop: `${at}.${refusal.prop}` })),
      ...(name ? [name] : []),
      ...(tooMany
        ? [
            {
              prop: `${at}.replicas`,
              value: pods,
              problem: `is more than the most pods (${max})`,
              allowed: `at most ${max}`,
              fix: 'lower it, or raise the most pods',
            },
          ]
        : []),
    ];
  });
}

import type { Duration } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { labelRefusals } from '../../core/labels';
import { dnsLabelRefusal, dnsSubdomainRefusal } from '../../core/names';
import { allRefusals, type Refusal } from '../../core/refusal';
import { rotationRefusals, type Rotation } from '../../core/rotation';
import { secretRefusals, secretStoreRefusals } from '../../core/secret-refusals';
import type { SecretKey, SecretReference } from '../../core/secret-ref';
import { secretTypeRefusals } from '../../core/secret-type';
import { secondsOf, wholeSecondsRefusal } from '../../core/whole-seconds';
import { SYNCED_SECRET_DEFAULTS, type SyncedSecretProps } from './synced-secret-props';

/** What a construct calls the props of the secret that is a part of it. */
export type SecretWords = Readonly<
  Record<keyof Pick<SyncedSecretProps, 'store' | 'secrets' | 'owner' | 'rotation' | 'refreshInterval'>, string>
>;

/** A construct that has a synced secret as a part of it: what is wrong is told of the construct, in its words. */
export interface SecretCaller {
  readonly construct: IConstruct;
  readonly words: SecretWords;
}

/** The words of a synced secret that is used alone. */
export const OWN_WORDS: SecretWords = {
  store: 'store',
  secrets: 'secrets',
  owner: 'owner',
  rotation: 'rotation',
  refreshInterval: 'refreshInterval',
};

/** What is wrong with the name, the namespace or the labels. */
export function identityRefusals({ name, namespace, labels = {} }: SyncedSecretProps): Refusal[] {
  const names = [dnsSubdomainRefusal('name', name), dnsLabelRefusal('namespace', namespace)];
  return [...names.filter((refusal) => refusal !== undefined), ...labelRefusals('labels', labels)];
}

/** What is wrong with where the values come from, and how they are cared for. */
export function valueRefusals(words: SecretWords, props: SyncedSecretProps): Refusal[] {
  const { store, secrets, owner, rotation, type = SYNCED_SECRET_DEFAULTS.type } = props;
  const { refreshInterval: interval = SYNCED_SECRET_DEFAULTS.refreshInterval } = props;
  const uncountable = wholeSecondsRefusal(words.refreshInterval, interval);
  return allRefusals(
    secretStoreRefusals(words.store, store),
    secrets.length === 0 ? noSecrets(words.secrets) : secretRefusals(words.secrets, secrets),
    type === SYNCED_SECRET_DEFAULTS.type ? undefined : secretTypeRefusals('type', type, secrets.map(keyOf)),
    owner?.trim() === '' ? noOwner(words.owner, owner) : undefined,
    uncountable ?? (rotation && careRefusals(words, rotation, interval)),
  );
}

function careRefusals(words: SecretWords, rotation: Rotation, interval: Duration): Refusal | Refusal[] {
  if (secondsOf(interval) === 0) return neverAgain(words);
  return rotationRefusals(words.rotation, rotation, { prop: words.refreshInterval, interval });
}

function keyOf({ key }: SecretReference | SecretKey): string {
  return key;
}

function noOwner(prop: string, value: string): Refusal {
  return {
    prop,
    value,
    problem: 'names nobody',
    allowed: 'a team or a person',
    fix: 'name who answers for the secrets, or leave it out',
  };
}

/** The operator takes 0 for once and never again. */
function neverAgain({ refreshInterval, rotation }: SecretWords): Refusal {
  return {
    prop: refreshInterval,
    value: '0s',
    problem: `reads the values once and never again, and ${rotation} says that they change`,
    allowed: 'more than 0s',
    fix: 'leave it out for an hour',
  };
}

function noSecrets(prop: string): Refusal {
  return {
    prop,
    problem: 'is empty, and the operator refuses an ExternalSecret without data',
    allowed: 'one secret or more',
    fix: 'name the secrets to read, or do without the construct',
  };
}

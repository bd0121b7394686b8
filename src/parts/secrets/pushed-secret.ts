import { Duration, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { LABEL, MANAGED_BY } from '../../core/conventions';
import { demand, demandCustomResource } from '../../core/demand';
import { dnsLabelRefusal, dnsSubdomainRefusal } from '../../core/names';
import { refuse, type Refusal } from '../../core/refusal';
import { SECRET_STORE_SHAPE, type SecretStoreReference } from '../../core/secret-ref';
import { secretStoreRefusals } from '../../core/secret-refusals';
import { duration, group, list, oneOf, optional, requireShape, text, type Shapes } from '../../core/shape';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { secondsOf, wholeSecondsRefusal } from '../../core/whole-seconds';
import { PushSecret } from '../../kinds/external-secrets';

/** A value that is brought to a store. */
export interface PushedValue {
  /** Key in the Kubernetes Secret: `password`. */
  readonly key: string;
  /** Key of the secret in the store: `prod/orders`. */
  readonly remoteKey: string;
  /**
   * Field inside the secret of the store.
   * @default - none: the whole secret is the value
   */
  readonly property?: string;
}

/** Properties for `PushedSecret`. */
export interface PushedSecretProps {
  /** Name of the Secret that is there, and of what brings it to the store. */
  readonly name: string;
  readonly namespace: string;
  /** The store that gets the values. The operator must be allowed to write there. */
  readonly store: SecretStoreReference;
  /** Which values go where. */
  readonly values: readonly PushedValue[];
  /**
   * What becomes of a value that is in the store already. 'replace': the Secret's is written over it, at every refresh.
   * 'keep': it stays.
   * @default 'replace'
   */
  readonly existing?: 'replace' | 'keep';
  /**
   * How often the values are brought again.
   * @default Duration.hours(1)
   */
  readonly refreshInterval?: Duration;
}

const SHAPES: Shapes = {
  name: text,
  namespace: text,
  store: SECRET_STORE_SHAPE,
  values: list(group({ key: text, remoteKey: text, property: optional(text) })),
  existing: optional(oneOf('replace', 'keep')),
  refreshInterval: optional(duration),
};

const DEFAULTS = { existing: 'replace', refreshInterval: Duration.hours(1) } as const;
const UPDATE = { replace: 'Replace', keep: 'IfNotExists' } as const;

/**
 * Brings a Secret that something in the cluster makes, such as the password of a database that an operator runs, to a store,
 * where others read it. What is in the store stays when this goes: somebody may still read it.
 */
export class PushedSecret extends Construct {
  public readonly pushSecret: ApiObject;

  public constructor(scope: Construct, id: string, props: PushedSecretProps) {
    super(scope, id);
    requireShape(this, props, SHAPES);
    const { name, namespace, store, values, refreshInterval = DEFAULTS.refreshInterval } = props;
    const refusals = [
      dnsSubdomainRefusal('name', name),
      dnsLabelRefusal('namespace', namespace),
      ...secretStoreRefusals('store', store),
      wholeSecondsRefusal('refreshInterval', refreshInterval),
      ...(values.length === 0 ? [noValues()] : valueRefusals(values)),
    ];
    refuse(
      this,
      refusals.filter((refusal) => refusal !== undefined),
    );
    demand(this, demandCustomResource('PushedSecret', CUSTOM_RESOURCE_API.pushedSecrets));
    this.pushSecret = new PushSecret(this, 'PushSecret', {
      metadata: { name, namespace, labels: { [LABEL.managedBy]: MANAGED_BY } },
      spec: {
        refreshInterval: `${secondsOf(refreshInterval)}s`,
        secretStoreRefs: [{ kind: store.kind, name: store.name }],
        updatePolicy: UPDATE[props.existing ?? DEFAULTS.existing],
        deletionPolicy: 'None',
        selector: { secret: { name } },
        data: values.map(({ key, remoteKey, property }) => ({
          match: { secretKey: key, remoteRef: { remoteKey, ...(property !== undefined && { property }) } },
        })),
      },
    });
  }
}

function noValues(): Refusal {
  return {
    prop: 'values',
    problem: 'is empty, so nothing is brought anywhere',
    allowed: 'one value or more',
    fix: 'name them, or do without the construct',
  };
}

/** Two values at one place would write over each other at every refresh. */
function valueRefusals(values: readonly PushedValue[]): Refusal[] {
  const places = values.map(({ remoteKey, property = '' }) => JSON.stringify([remoteKey, property]));
  return values.flatMap(({ key, remoteKey }, index): Refusal[] => {
    const at = `values[${index}]`;
    const first = places.indexOf(places[index] ?? '');
    return [
      ...(key.trim() === '' ? [{ prop: `${at}.key`, value: key, ...UNNAMED }] : []),
      ...(remoteKey.trim() === '' ? [{ prop: `${at}.remoteKey`, value: remoteKey, ...UNNAMED }] : []),
      ...(first < index
        ? [
            {
              prop: `${at}.remoteKey`,
              value: remoteKey,
              problem: `is the place of values[${first}] too`,
              allowed: 'a place of its own for each value',
              fix: 'name another key or property',
            },
          ]
        : []),
    ];
  });
}

const UNNAMED = { problem: 'names nothing', allowed: 'a key', fix: 'name it' };

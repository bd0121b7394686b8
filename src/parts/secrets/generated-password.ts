import { Duration, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { LABEL, MANAGED_BY } from '../../core/conventions';
import { demand, demandCustomResource } from '../../core/demand';
import { dnsLabelRefusal, dnsSubdomainRefusal } from '../../core/names';
import { refuse, type Refusal } from '../../core/refusal';
import { SECRET_STORE_SHAPE, type SecretStoreReference } from '../../core/secret-ref';
import { secretStoreRefusals } from '../../core/secret-refusals';
import { number, optional, requireShape, text, type Shapes } from '../../core/shape';
import { secondsOf } from '../../core/whole-seconds';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { Password, PushSecret } from '../../kinds/external-secrets';

/** Properties for `GeneratedPassword`. */
export interface GeneratedPasswordProps {
  /** Name of the generator, and of what brings its password to the store. */
  readonly name: string;
  readonly namespace: string;
  /** The store that keeps the password. The operator must be allowed to write there. */
  readonly store: SecretStoreReference;
  /** Key of the secret in the store: `prod/orders`. */
  readonly remoteKey: string;
  /**
   * Field inside the secret.
   * @default - none: the whole secret is the password
   */
  readonly property?: string;
  /**
   * Characters of the password: letters and digits, which no connection string has to escape.
   * @default 32
   */
  readonly length?: number;
}

const SHAPES: Shapes = {
  name: text,
  namespace: text,
  store: SECRET_STORE_SHAPE,
  remoteKey: text,
  property: optional(text),
  length: optional(number),
};
const DEFAULTS = { length: 32 } as const;
/** Fewest characters that leave 128 bits to guess with letters and digits. */
const FEWEST = 22;
const REFRESH = Duration.hours(1);

/**
 * A password that is made once and kept in a store, where everybody who needs it reads it. A generator makes a new one at each
 * refresh, so a password straight out of it would change every hour; here the first one stays. It is not changed in the
 * database: rotation is the provider's.
 */
export class GeneratedPassword extends Construct {
  public readonly password: ApiObject;
  public readonly pushSecret: ApiObject;

  public constructor(scope: Construct, id: string, props: GeneratedPasswordProps) {
    super(scope, id);
    requireShape(this, props, SHAPES);
    const { name, namespace, store, remoteKey, property, length = DEFAULTS.length } = props;
    const refusals = [
      dnsSubdomainRefusal('name', name),
      dnsLabelRefusal('namespace', namespace),
      ...secretStoreRefusals('store', store),
      remoteKey.trim() === '' ? noKey(remoteKey) : undefined,
      Number.isSafeInteger(length) && length >= FEWEST && length <= 128 ? undefined : wrongLength(length),
    ];
    refuse(
      this,
      refusals.filter((refusal) => refusal !== undefined),
    );
    demand(
      this,
      demandCustomResource('GeneratedPassword', CUSTOM_RESOURCE_API.pushedSecrets),
      demandCustomResource('GeneratedPassword', CUSTOM_RESOURCE_API.secretGenerators),
    );
    const metadata = { name, namespace, labels: { [LABEL.managedBy]: MANAGED_BY } };
    this.password = new Password(this, 'Password', {
      metadata,
      spec: { length, digits: Math.floor(length / 4), symbols: 0, noUpper: false, allowRepeat: true },
    });
    this.pushSecret = new PushSecret(this, 'PushSecret', {
      metadata,
      spec: {
        refreshInterval: `${secondsOf(REFRESH)}s`,
        secretStoreRefs: [{ kind: store.kind, name: store.name }],
        // never over a value that is there, and never gone with the namespace: the data behind it would be lost
        updatePolicy: 'IfNotExists',
        deletionPolicy: 'None',
        selector: { generatorRef: { apiVersion: CUSTOM_RESOURCE_API.secretGenerators, kind: 'Password', name } },
        data: [
          { match: { secretKey: 'password', remoteRef: { remoteKey, ...(property !== undefined && { property }) } } },
        ],
      },
    });
  }
}

function noKey(value: string): Refusal {
  return {
    prop: 'remoteKey',
    value,
    problem: 'names no secret in the store',
    allowed: 'a key, such as prod/orders',
    fix: 'name it',
  };
}

function wrongLength(value: number): Refusal {
  return {
    prop: 'length',
    value,
    problem: 'is no length of a password',
    allowed: `${FEWEST} (128 bits) to 128`,
    fix: 'give the number of characters',
  };
}

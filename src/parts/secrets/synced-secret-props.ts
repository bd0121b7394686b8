import { Duration } from 'cdk8s';
import type { Labels } from '../../core/labels';
import { ROTATION_SHAPE, type Rotation } from '../../core/rotation';
import {
  SECRET_STORE_SHAPE,
  SECRETS_OR_KEYS_SHAPE,
  type SecretKey,
  type SecretReference,
  type SecretStoreReference,
} from '../../core/secret-ref';
import { SECRET_TYPE_SHAPE, type SecretType } from '../../core/secret-type';
import { duration, optional, text, textByName, type Shapes } from '../../core/shape';

/** Properties for `SyncedSecret`. */
export interface SyncedSecretProps {
  /** Name of the Kubernetes Secret, and of the ExternalSecret that fills it. */
  readonly name: string;
  readonly namespace: string;
  /** The store that keeps the values. */
  readonly store: SecretStoreReference;
  /** What to read from it. */
  readonly secrets: readonly (SecretReference | SecretKey)[];
  /**
   * What the Secret is to Kubernetes: a pull secret, a certificate. Its keys must be among the secrets. It cannot be changed while the
   * Secret is there.
   * @default 'Opaque'
   */
  readonly type?: SecretType;
  /**
   * Labels on the ExternalSecret.
   * @default - none
   */
  readonly labels?: Labels;
  /**
   * How often the values are read again.
   * @default Duration.hours(1)
   */
  readonly refreshInterval?: Duration;
  /**
   * Who answers for the secrets: a team. Stands in the register.
   * @default - nobody is named
   */
  readonly owner?: string;
  /**
   * How the values are changed while they are in use. The old value must stay valid until every pod has the new one.
   * @default - not declared
   */
  readonly rotation?: Rotation;
}

/** What the props of a synced secret must be before they are read. */
export const SYNCED_SECRET_SHAPES: Shapes = {
  name: text,
  namespace: text,
  store: SECRET_STORE_SHAPE,
  secrets: SECRETS_OR_KEYS_SHAPE,
  type: optional(SECRET_TYPE_SHAPE),
  labels: optional(textByName),
  refreshInterval: optional(duration),
  owner: optional(text),
  rotation: optional(ROTATION_SHAPE),
};

/** What a synced secret leaves open. */
export const SYNCED_SECRET_DEFAULTS = { refreshInterval: Duration.hours(1), type: 'Opaque' } as const;

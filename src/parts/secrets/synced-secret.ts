import { Duration, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { demand, demandCustomResource } from '../../core/demand';
import { labelRefusals, type Labels } from '../../core/labels';
import { dnsLabelRefusal, dnsSubdomainRefusal } from '../../core/names';
import { refuse, type Refusal } from '../../core/refusal';
import {
  secretRefusals,
  SECRET_STORE_SHAPE,
  secretStoreRefusals,
  SECRETS_SHAPE,
  type SecretReference,
  type SecretStoreReference,
} from '../../core/secret-ref';
import { duration, optional, requireShape, text, textByName, type Shapes } from '../../core/shape';
import { secondsOf, wholeSecondsRefusal } from '../../core/whole-seconds';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { ExternalSecret } from '../../kinds/external-secrets';

/** Properties for `SyncedSecret`. */
export interface SyncedSecretProps {
  /** Name of the Kubernetes Secret, and of the ExternalSecret that fills it. */
  readonly name: string;
  readonly namespace: string;
  /** The store that keeps the values. */
  readonly store: SecretStoreReference;
  /** What to read from it. */
  readonly secrets: readonly SecretReference[];
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
}

/** An environment variable whose value comes from a key of a Secret, as plain data. */
export interface SecretVariable {
  readonly name: string;
  readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } };
}

const SHAPES: Shapes = {
  name: text,
  namespace: text,
  store: SECRET_STORE_SHAPE,
  secrets: SECRETS_SHAPE,
  labels: optional(textByName),
  refreshInterval: optional(duration),
};

const DEFAULTS = { refreshInterval: Duration.hours(1) } as const;

/** A Kubernetes Secret that the External Secrets operator fills from a store. No value passes through a manifest. */
export class SyncedSecret extends Construct {
  public readonly externalSecret: ApiObject;
  /** The variables of a container that read it. */
  public readonly variables: readonly SecretVariable[];

  public constructor(scope: Construct, id: string, props: SyncedSecretProps) {
    super(scope, id);
    requireShape(`[${this.node.path}]`, props, SHAPES);
    const { name, namespace, store, secrets } = props;
    const refusals = [
      dnsSubdomainRefusal('name', name),
      dnsLabelRefusal('namespace', namespace),
      ...secretStoreRefusals('store', store),
      ...(secrets.length === 0 ? [noSecrets()] : secretRefusals('secrets', secrets)),
      ...labelRefusals('labels', props.labels ?? {}),
      props.refreshInterval && wholeSecondsRefusal('refreshInterval', props.refreshInterval),
    ];
    refuse(
      this,
      refusals.filter((refusal) => refusal !== undefined),
    );
    demand(this, demandCustomResource('secrets', CUSTOM_RESOURCE_API.externalSecrets));

    this.variables = secrets.map(({ variable, key }) => ({
      name: variable,
      valueFrom: { secretKeyRef: { name, key } },
    }));
    this.externalSecret = new ExternalSecret(this, 'ExternalSecret', {
      metadata: { name, namespace, labels: { ...props.labels } },
      spec: {
        refreshInterval: `${secondsOf(props.refreshInterval ?? DEFAULTS.refreshInterval)}s`,
        secretStoreRef: { kind: store.kind, name: store.name },
        target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
        data: secrets.map(({ key, remoteKey, property }) => ({
          secretKey: key,
          remoteRef: { key: remoteKey, ...(property !== undefined && { property }) },
        })),
      },
    });
  }
}

function noSecrets(): Refusal {
  return {
    prop: 'secrets',
    problem: 'is empty, and the operator refuses an ExternalSecret without data',
    allowed: 'one secret or more',
    fix: 'name the secrets to read, or do without the construct',
  };
}

import { Duration, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { demand, demandCustomResource } from '../../core/demand';
import type { Labels } from '../../core/labels';
import { dnsSubdomainRefusal } from '../../core/names';
import { refuse } from '../../core/refusal';
import { secretRefusals, type SecretReference, type SecretStoreReference } from '../../core/secret-ref';
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

const DEFAULTS = { refreshInterval: Duration.hours(1) } as const;

/** A Kubernetes Secret that the External Secrets operator fills from a store. No value passes through a manifest. */
export class SyncedSecret extends Construct {
  public readonly externalSecret: ApiObject;
  /** The variables of a container that read it. */
  public readonly variables: readonly SecretVariable[];

  public constructor(scope: Construct, id: string, props: SyncedSecretProps) {
    super(scope, id);
    const { name, namespace, store, secrets } = props;
    const nameRefusal = dnsSubdomainRefusal('name', name);
    refuse(this, [...(nameRefusal ? [nameRefusal] : []), ...secretRefusals('secrets', secrets)]);
    demand(this, demandCustomResource('secrets', CUSTOM_RESOURCE_API.externalSecrets));

    this.variables = secrets.map(({ variable, key }) => ({
      name: variable,
      valueFrom: { secretKeyRef: { name, key } },
    }));
    this.externalSecret = new ExternalSecret(this, 'ExternalSecret', {
      metadata: { name, namespace, labels: { ...props.labels } },
      spec: {
        refreshInterval: `${(props.refreshInterval ?? DEFAULTS.refreshInterval).toSeconds()}s`,
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

import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { demand, demandCustomResource } from '../../core/demand';
import { LABEL, MANAGED_BY } from '../../core/conventions';
import { dnsLabelRefusal, dnsSubdomainRefusal } from '../../core/names';
import { refuse } from '../../core/refusal';
import { providerRefusals, SecretProvider } from '../../core/secret-provider';
import type { SecretStoreReference } from '../../core/secret-ref';
import { optional, requireShape, text, type Shapes } from '../../core/shape';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { SecretStore } from '../../kinds/external-secrets';
import { providerSpec } from './secret-provider-spec';

/** Properties for `AwsSecretStore`. */
export interface AwsSecretStoreProps {
  /** Namespace that the store serves. */
  readonly namespace: string;
  /** AWS region of the secrets: `eu-west-1`. */
  readonly region: string;
  /**
   * Name of the store.
   * @default 'aws-secrets-manager'
   */
  readonly name?: string;
  /**
   * ARN of the IAM role that the operator takes to read this namespace's secrets. One role for each team keeps a team
   * from reading another's secrets.
   * @default - the operator's own identity (EKS Pod Identity)
   */
  readonly role?: string;
}

const SHAPES: Shapes = { namespace: text, region: text, name: optional(text), role: optional(text) };

const DEFAULTS = { name: 'aws-secrets-manager' } as const;

/**
 * Where the External Secrets operator finds the secrets of one namespace: AWS Secrets Manager. `NamespacedSecretStore` has
 * other providers, and IAM roles of service accounts.
 */
export class AwsSecretStore extends Construct implements SecretStoreReference {
  public readonly kind = 'SecretStore';
  public readonly name: string;
  public readonly secretStore: ApiObject;

  public constructor(scope: Construct, id: string, props: AwsSecretStoreProps) {
    super(scope, id);
    requireShape(this, props, SHAPES);
    this.name = props.name ?? DEFAULTS.name;
    const provider = SecretProvider.awsSecretsManager({ region: props.region, role: props.role });
    const refusals = [
      dnsSubdomainRefusal('name', this.name),
      dnsLabelRefusal('namespace', props.namespace),
      ...providerRefusals('', provider, 'namespace'),
    ];
    refuse(
      this,
      refusals.filter((refusal) => refusal !== undefined),
    );
    demand(this, demandCustomResource('AwsSecretStore', CUSTOM_RESOURCE_API.externalSecrets));
    this.secretStore = new SecretStore(this, 'SecretStore', {
      metadata: { name: this.name, namespace: props.namespace, labels: { [LABEL.managedBy]: MANAGED_BY } },
      spec: { provider: providerSpec(provider) },
    });
  }
}

import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { demand, demandCustomResource } from '../../core/demand';
import { LABEL, MANAGED_BY } from '../../core/conventions';
import { dnsSubdomainRefusal } from '../../core/names';
import { refuse } from '../../core/refusal';
import type { SecretStoreReference } from '../../core/secret-ref';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { SecretStore } from '../../kinds/external-secrets';

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

const DEFAULTS = { name: 'aws-secrets-manager' } as const;

/** Where the External Secrets operator finds the secrets of one namespace: AWS Secrets Manager. */
export class AwsSecretStore extends Construct implements SecretStoreReference {
  public readonly kind = 'SecretStore';
  public readonly name: string;
  public readonly secretStore: ApiObject;

  public constructor(scope: Construct, id: string, props: AwsSecretStoreProps) {
    super(scope, id);
    this.name = props.name ?? DEFAULTS.name;
    const nameRefusal = dnsSubdomainRefusal('name', this.name);
    refuse(this, nameRefusal ? [nameRefusal] : []);
    demand(this, demandCustomResource('AwsSecretStore', CUSTOM_RESOURCE_API.externalSecrets));
    this.secretStore = new SecretStore(this, 'SecretStore', {
      metadata: { name: this.name, namespace: props.namespace, labels: { [LABEL.managedBy]: MANAGED_BY } },
      spec: {
        provider: {
          aws: {
            service: 'SecretsManager',
            region: props.region,
            ...(props.role !== undefined && { role: props.role }),
          },
        },
      },
    });
  }
}

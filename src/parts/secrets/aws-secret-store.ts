import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { demand, demandCustomResource } from '../../core/demand';
import { LABEL, MANAGED_BY } from '../../core/conventions';
import { dnsLabelRefusal, dnsSubdomainRefusal } from '../../core/names';
import { refuse, type Refusal } from '../../core/refusal';
import type { SecretStoreReference } from '../../core/secret-ref';
import { optional, requireShape, text, type Shapes } from '../../core/shape';
import { hasToken } from '../../core/token';
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

const SHAPES: Shapes = { namespace: text, region: text, name: optional(text), role: optional(text) };
const REGION = /^[a-z]{2}(-[a-z]+)+-\d+$/;
const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;

const DEFAULTS = { name: 'aws-secrets-manager' } as const;

/** Where the External Secrets operator finds the secrets of one namespace: AWS Secrets Manager. */
export class AwsSecretStore extends Construct implements SecretStoreReference {
  public readonly kind = 'SecretStore';
  public readonly name: string;
  public readonly secretStore: ApiObject;

  public constructor(scope: Construct, id: string, props: AwsSecretStoreProps) {
    super(scope, id);
    requireShape(`[${this.node.path}]`, props, SHAPES);
    this.name = props.name ?? DEFAULTS.name;
    const refusals = [
      dnsSubdomainRefusal('name', this.name),
      dnsLabelRefusal('namespace', props.namespace),
      regionRefusal(props.region),
      roleRefusal(props.role),
    ];
    refuse(
      this,
      refusals.filter((refusal) => refusal !== undefined),
    );
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

function regionRefusal(region: string): Refusal | undefined {
  if (hasToken(region) || REGION.test(region)) return undefined;
  return {
    prop: 'region',
    value: region,
    problem: 'is not an AWS region',
    allowed: 'a region such as eu-west-1',
    fix: 'write its code, not its name',
  };
}

function roleRefusal(role: string | undefined): Refusal | undefined {
  if (role === undefined || hasToken(role) || ROLE.test(role)) return undefined;
  return {
    prop: 'role',
    value: role,
    problem: 'is not the ARN of an IAM role',
    allowed: 'arn:aws:iam::<account>:role/<name>',
    fix: 'write the whole ARN, or leave it out for the identity of the operator',
  };
}

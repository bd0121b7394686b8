import { awsRoleRefusal } from './aws-role';
import type { Refusal } from './refusal';
import { optional, requireShape, text, type Shapes } from './shape';
import { dnsLabelRefusal, dnsSubdomainRefusal } from './names';
import { hasToken } from './token';

/** A service account whose token a store shows to its provider. */
export interface StoreServiceAccount {
  readonly name: string;
  /** Its namespace. A store of one namespace uses its own; a store of the cluster must say. */
  readonly namespace?: string;
}

/** Where a store finds its secrets. Made by the factories of the same name. */
export type SecretProvider =
  | {
      readonly kind: 'aws';
      readonly service: 'SecretsManager' | 'ParameterStore';
      readonly region: string;
      readonly role?: string;
      readonly serviceAccount?: StoreServiceAccount;
    }
  | {
      readonly kind: 'vault';
      readonly server: string;
      readonly path: string;
      readonly role: string;
      readonly mountPath: string;
      readonly serviceAccount: StoreServiceAccount;
    }
  | { readonly kind: 'kubernetes'; readonly namespace: string; readonly serviceAccount: StoreServiceAccount };

/** How AWS is asked for secrets. */
export interface AwsProviderProps {
  /** AWS region of the secrets: `eu-west-1`. */
  readonly region: string;
  /**
   * ARN of the IAM role that is taken to read the secrets. One role for each team keeps a team from reading another's.
   * @default - none: the identity itself reads
   */
  readonly role?: string;
  /**
   * Service account with an IAM role of its own (IRSA). EKS Pod Identity cannot be used this way: leave it out there.
   * @default - the operator's own identity (EKS Pod Identity)
   */
  readonly serviceAccount?: StoreServiceAccount;
}

/** How Vault is asked for secrets: its KV engine, version 2, with the Kubernetes auth method. */
export interface VaultProviderProps {
  /** Address of the server: `https://vault.example.com:8200`. */
  readonly server: string;
  /** Role of the Kubernetes auth method. */
  readonly role: string;
  /** Service account that the role is for. */
  readonly serviceAccount: StoreServiceAccount;
  /**
   * Where the KV engine is mounted.
   * @default 'secret'
   */
  readonly path?: string;
  /**
   * Where the Kubernetes auth method is mounted.
   * @default 'kubernetes'
   */
  readonly mountPath?: string;
}

/** How Secrets of another namespace of the same cluster are read. */
export interface KubernetesProviderProps {
  /** The namespace of the Secrets. */
  readonly namespace: string;
  /** Service account that may read them. */
  readonly serviceAccount: StoreServiceAccount;
}

const REGION = /^[a-z]{2}(-[a-z]+)+-\d+$/;
const ACCOUNT: Shapes = { name: text, namespace: optional(text) };

/** Factories of providers. Each throws when a value is of another type. */
export const SecretProvider = {
  /** AWS Secrets Manager. */
  awsSecretsManager: (props: AwsProviderProps): SecretProvider => aws('SecretsManager', props),
  /** AWS Systems Manager Parameter Store. */
  awsParameterStore: (props: AwsProviderProps): SecretProvider => aws('ParameterStore', props),
  /** HashiCorp Vault or OpenBao. */
  vault: (props: VaultProviderProps): SecretProvider => {
    const shapes = { server: text, role: text, path: optional(text), mountPath: optional(text) };
    requireShape('SecretProvider.vault', props, shapes);
    requireShape('SecretProvider.vault, serviceAccount', props.serviceAccount, ACCOUNT);
    const { path = 'secret', mountPath = 'kubernetes' } = props;
    return {
      kind: 'vault',
      server: props.server,
      role: props.role,
      serviceAccount: props.serviceAccount,
      path,
      mountPath,
    };
  },
  /** Secrets of another namespace of the same cluster. */
  kubernetes: (props: KubernetesProviderProps): SecretProvider => {
    requireShape('SecretProvider.kubernetes', props, { namespace: text });
    requireShape('SecretProvider.kubernetes, serviceAccount', props.serviceAccount, ACCOUNT);
    return { kind: 'kubernetes', namespace: props.namespace, serviceAccount: props.serviceAccount };
  },
} as const;

function aws(service: 'SecretsManager' | 'ParameterStore', props: AwsProviderProps): SecretProvider {
  requireShape(`SecretProvider.aws${service}`, props, { region: text, role: optional(text) });
  const { region, role, serviceAccount } = props;
  if (serviceAccount !== undefined)
    requireShape(`SecretProvider.aws${service}, serviceAccount`, serviceAccount, ACCOUNT);
  return { kind: 'aws', service, region, role, serviceAccount };
}

/** What is wrong with where a store finds its secrets. `scope` is what the store serves. */
export function providerRefusals(prop: string, provider: SecretProvider, scope: 'namespace' | 'cluster'): Refusal[] {
  const { serviceAccount } = provider;
  const of = prop === '' ? '' : `${prop}.`;
  const own =
    provider.kind === 'aws'
      ? [
          regionRefusal(`${of}region`, provider.region),
          awsRoleRefusal(`${of}role`, provider.role, 'for the identity of the operator'),
        ]
      : provider.kind === 'vault'
        ? [serverRefusal(`${of}server`, provider.server), blankRefusal(`${of}role`, provider.role)]
        : [dnsLabelRefusal(`${of}namespace`, provider.namespace)];
  const account = serviceAccount ? accountRefusals(`${of}serviceAccount`, serviceAccount, scope) : [];
  return [...own.filter((refusal) => refusal !== undefined), ...account];
}

function accountRefusals(prop: string, { name, namespace }: StoreServiceAccount, scope: string): Refusal[] {
  const refusals = [
    dnsSubdomainRefusal(`${prop}.name`, name),
    namespace === undefined ? undefined : dnsLabelRefusal(`${prop}.namespace`, namespace),
  ].filter((refusal) => refusal !== undefined);
  if (scope === 'cluster' && namespace === undefined)
    refusals.push({
      prop: `${prop}.namespace`,
      problem: 'is missing, and a store of the cluster is in no namespace',
      allowed: 'the namespace of the service account',
      fix: 'write it',
    });
  if (scope === 'namespace' && namespace !== undefined)
    refusals.push({
      prop: `${prop}.namespace`,
      value: namespace,
      problem: 'is not read: a store of one namespace uses service accounts of its own',
      allowed: 'no namespace',
      fix: 'leave it out, or use a SharedSecretStore',
    });
  return refusals;
}

function regionRefusal(prop: string, region: string): Refusal | undefined {
  if (hasToken(region) || REGION.test(region)) return undefined;
  return {
    prop,
    value: region,
    problem: 'is not an AWS region',
    allowed: 'a region such as eu-west-1',
    fix: 'write its code, not its name',
  };
}

function serverRefusal(prop: string, server: string): Refusal | undefined {
  if (hasToken(server) || /^https:\/\/[^\s/@]+$/.test(server)) return undefined;
  return {
    prop,
    value: server,
    problem: 'is no address to send a token to',
    allowed: 'https://<host>:<port>, without a path or a user',
    fix: 'write it with https',
  };
}

function blankRefusal(prop: string, value: string): Refusal | undefined {
  if (value.trim() !== '') return undefined;
  return { prop, problem: 'is empty', allowed: 'the name of a role', fix: 'name the role' };
}

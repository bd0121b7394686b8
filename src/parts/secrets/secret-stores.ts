import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { LABEL, MANAGED_BY, WELL_KNOWN } from '../../core/conventions';
import { demand, demandCustomResource } from '../../core/demand';
import { dnsLabelRefusal, dnsSubdomainRefusal } from '../../core/names';
import { refuse } from '../../core/refusal';
import { providerRefusals, type SecretProvider } from '../../core/secret-provider';
import type { SecretStoreReference } from '../../core/secret-ref';
import { group, list, requireShape, text } from '../../core/shape';
import { CUSTOM_RESOURCE_API } from '../../core/versions';
import { ClusterSecretStore, SecretStore } from '../../kinds/external-secrets';
import { providerSpec } from './secret-provider-spec';

/** Properties for `NamespacedSecretStore`. */
export interface NamespacedSecretStoreProps {
  /** Name of the store. */
  readonly name: string;
  /** Namespace that the store serves. */
  readonly namespace: string;
  /** Where it finds the secrets: `SecretProvider.vault({ ... })`. */
  readonly provider: SecretProvider;
}

/** Properties for `SharedSecretStore`. */
export interface SharedSecretStoreProps {
  /** Name of the store. */
  readonly name: string;
  /** Namespaces that may read from it, one or more. */
  readonly namespaces: readonly string[];
  /** Where it finds the secrets. */
  readonly provider: SecretProvider;
}

const PROVIDER = {
  ...group({ kind: text }),
  allowed: 'a SecretProvider',
  fix: 'make it with SecretProvider.vault({ ... })',
};

/** Where the External Secrets operator finds the secrets of one namespace. */
export class NamespacedSecretStore extends Construct implements SecretStoreReference {
  public readonly kind = 'SecretStore';
  public readonly name: string;
  public readonly secretStore: ApiObject;

  public constructor(scope: Construct, id: string, props: NamespacedSecretStoreProps) {
    super(scope, id);
    requireShape(this, props, { name: text, namespace: text, provider: PROVIDER });
    const { name, namespace, provider } = props;
    this.name = name;
    refuse(
      this,
      [
        dnsSubdomainRefusal('name', name),
        dnsLabelRefusal('namespace', namespace),
        ...providerRefusals('provider', provider, 'namespace'),
      ].filter((refusal) => refusal !== undefined),
    );
    demand(this, demandCustomResource('NamespacedSecretStore', CUSTOM_RESOURCE_API.externalSecrets));
    this.secretStore = new SecretStore(this, 'SecretStore', {
      metadata: { name, namespace, labels: { [LABEL.managedBy]: MANAGED_BY } },
      spec: { provider: providerSpec(provider) },
    });
  }
}

/** Where the External Secrets operator finds the secrets of several namespaces. The namespaces are named: never all. */
export class SharedSecretStore extends Construct implements SecretStoreReference {
  public readonly kind = 'ClusterSecretStore';
  public readonly name: string;
  public readonly clusterSecretStore: ApiObject;

  public constructor(scope: Construct, id: string, props: SharedSecretStoreProps) {
    super(scope, id);
    requireShape(this, props, { name: text, namespaces: list(text), provider: PROVIDER });
    const { name, namespaces, provider } = props;
    this.name = name;
    refuse(
      this,
      [
        dnsSubdomainRefusal('name', name),
        namespaces.length > 0 ? undefined : NO_NAMESPACES,
        ...namespaces.map((namespace, index) => dnsLabelRefusal(`namespaces[${index}]`, namespace)),
        ...providerRefusals('provider', provider, 'cluster'),
      ].filter((refusal) => refusal !== undefined),
    );
    demand(this, demandCustomResource('SharedSecretStore', CUSTOM_RESOURCE_API.externalSecrets));
    const matchExpressions = [{ key: WELL_KNOWN.namespaceName, operator: 'In', values: [...namespaces] }];
    this.clusterSecretStore = new ClusterSecretStore(this, 'ClusterSecretStore', {
      metadata: { name, labels: { [LABEL.managedBy]: MANAGED_BY } },
      spec: { conditions: [{ namespaceSelector: { matchExpressions } }], provider: providerSpec(provider) },
    });
  }
}

const NO_NAMESPACES = {
  prop: 'namespaces',
  problem: 'is empty, which the operator reads as every namespace',
  allowed: 'one namespace or more',
  fix: 'name those that may read from the store',
};

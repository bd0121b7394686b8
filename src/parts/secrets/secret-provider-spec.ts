import type { SecretProvider, StoreServiceAccount } from '../../core/secret-provider';
import type { SecretStoreProviderSpec } from '../../kinds/external-secrets';

/** A provider as the operator reads it. */
export function providerSpec(provider: SecretProvider): SecretStoreProviderSpec {
  switch (provider.kind) {
    case 'aws': {
      const { service, region, role, serviceAccount } = provider;
      return {
        aws: {
          service,
          region,
          ...(role !== undefined && { role }),
          ...(serviceAccount && { auth: { jwt: { serviceAccountRef: reference(serviceAccount) } } }),
        },
      };
    }
    case 'vault': {
      const { server, path, role, mountPath, serviceAccount } = provider;
      const kubernetes = { mountPath, role, serviceAccountRef: reference(serviceAccount) };
      return { vault: { server, path, version: 'v2', auth: { kubernetes } } };
    }
    case 'kubernetes':
      return {
        kubernetes: {
          remoteNamespace: provider.namespace,
          // every namespace has the certificate of its API server
          server: {
            caProvider: {
              type: 'ConfigMap',
              name: 'kube-root-ca.crt',
              key: 'ca.crt',
              ...caNamespace(provider.serviceAccount),
            },
          },
          auth: { serviceAccount: reference(provider.serviceAccount) },
        },
      };
  }
}

function reference({ name, namespace }: StoreServiceAccount) {
  return { name, ...(namespace !== undefined && { namespace }) };
}

function caNamespace({ namespace }: StoreServiceAccount) {
  return namespace === undefined ? {} : { namespace };
}

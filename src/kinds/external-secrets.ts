import type { IClusterSecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ClusterSecretStore' with {
  'resolution-mode': 'import',
};
import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret' with {
  'resolution-mode': 'import',
};
import type { ISecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/SecretStore' with {
  'resolution-mode': 'import',
};
import type { IPushSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1alpha1/PushSecret' with {
  'resolution-mode': 'import',
};
import type { IPassword } from '@kubernetes-models/external-secrets/generators.external-secrets.io/v1alpha1/Password' with {
  'resolution-mode': 'import',
};
import type { Construct } from 'constructs';
import { CUSTOM_RESOURCE_API } from '../core/versions';
import { ClusterObject } from './cluster-object';
import type { KindProps, NamedMetadata } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

const apiVersion = CUSTOM_RESOURCE_API.externalSecrets;

/** `external-secrets.io/v1` ExternalSecret. */
export class ExternalSecret extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IExternalSecret>) {
    super(scope, id, { apiVersion, kind: 'ExternalSecret', ...props });
  }
}

/** `external-secrets.io/v1` SecretStore. */
export class SecretStore extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<ISecretStore>) {
    super(scope, id, { apiVersion, kind: 'SecretStore', ...props });
  }
}

/** Where a store finds its secrets, as plain data. */
export type SecretStoreProviderSpec = KindProps<ISecretStore>['spec']['provider'];

/** `external-secrets.io/v1` ClusterSecretStore. */
export class ClusterSecretStore extends ClusterObject {
  public constructor(scope: Construct, id: string, props: KindProps<IClusterSecretStore, NamedMetadata>) {
    super(scope, id, { apiVersion, kind: 'ClusterSecretStore', ...props });
  }
}

/** `external-secrets.io/v1alpha1` PushSecret. */
export class PushSecret extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IPushSecret>) {
    super(scope, id, { apiVersion: CUSTOM_RESOURCE_API.pushedSecrets, kind: 'PushSecret', ...props });
  }
}

/** `generators.external-secrets.io/v1alpha1` Password. */
export class Password extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IPassword>) {
    super(scope, id, { apiVersion: CUSTOM_RESOURCE_API.secretGenerators, kind: 'Password', ...props });
  }
}

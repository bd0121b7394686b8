import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret' with {
  'resolution-mode': 'import',
};
import type { ISecretStore } from '@kubernetes-models/external-secrets/external-secrets.io/v1/SecretStore' with {
  'resolution-mode': 'import',
};
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { CUSTOM_RESOURCE_API } from '../core/versions';
import type { KindProps } from './kind-props';

const apiVersion = CUSTOM_RESOURCE_API.externalSecrets;

/** `external-secrets.io/v1` ExternalSecret. */
export class ExternalSecret extends ApiObject {
  public constructor(scope: Construct, id: string, props: KindProps<IExternalSecret>) {
    super(scope, id, { apiVersion, kind: 'ExternalSecret', ...props });
  }
}

/** `external-secrets.io/v1` SecretStore. */
export class SecretStore extends ApiObject {
  public constructor(scope: Construct, id: string, props: KindProps<ISecretStore>) {
    super(scope, id, { apiVersion, kind: 'SecretStore', ...props });
  }
}

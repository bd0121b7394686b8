import type { ICertificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate' with {
  'resolution-mode': 'import',
};
import type { IIssuer } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Issuer' with {
  'resolution-mode': 'import',
};
import type { Construct } from 'constructs';
import { CUSTOM_RESOURCE_API } from '../core/versions';
import { ClusterObject } from './cluster-object';
import type { KindProps, NamedMetadata } from './kind-props';
import { KubernetesObject } from './kubernetes-object';

const apiVersion = CUSTOM_RESOURCE_API.certManager;

/** `cert-manager.io/v1` Certificate. */
export class Certificate extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<ICertificate>) {
    super(scope, id, { apiVersion, kind: 'Certificate', ...props });
  }
}

/** Spec of an issuer, in a namespace or of the cluster, as plain data. */
export type IssuerSpec = KindProps<IIssuer>['spec'];

/** `cert-manager.io/v1` Issuer. */
export class Issuer extends KubernetesObject {
  public constructor(scope: Construct, id: string, props: KindProps<IIssuer>) {
    super(scope, id, { apiVersion, kind: 'Issuer', ...props });
  }
}

/** `cert-manager.io/v1` ClusterIssuer. */
export class ClusterIssuer extends ClusterObject {
  public constructor(scope: Construct, id: string, props: KindProps<IIssuer, NamedMetadata>) {
    super(scope, id, { apiVersion, kind: 'ClusterIssuer', ...props });
  }
}

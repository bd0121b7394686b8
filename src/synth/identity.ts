import { groupOf, type ManifestHead } from './manifest';
import type { Scope } from './scope';

/** What an API server tells objects apart by. Versions of one group are views of the same object. */
export interface Identity {
  readonly group: string;
  readonly kind: string;
  /** Empty for cluster-scoped objects. */
  readonly namespace: string;
  readonly name: string;
}

export function identityOf({ apiVersion, kind, name, namespace }: ManifestHead, scope: Scope): Identity {
  // an API server drops the namespace of a cluster-scoped object, which cdk8s writes when the chart has one
  return { group: groupOf(apiVersion), kind, namespace: scope === 'cluster' ? '' : namespace, name };
}

export function identityKey({ group, kind, namespace, name }: Identity): string {
  return `${group}/${kind}/${namespace}/${name}`;
}

/** An identity in words: `apps Deployment shop/api`. */
export function showIdentity({ group, kind, namespace, name }: Identity): string {
  return `${group === '' ? '' : `${group} `}${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

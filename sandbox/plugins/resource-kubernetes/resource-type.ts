/** A kind of object in one version of its API. */
export interface ObjectType {
  /** `v1`, `apps/v1`, `external-secrets.io/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
}

/** What a URN says about a resource. */
export interface ResourceIdentity {
  /** Type token: `kubernetes:apps/v1:Deployment`. */
  readonly token: string;
  /** Logical name in the program. */
  readonly name: string;
}

/** Reads `urn:pulumi:<stack>::<project>::<types, parents first, joined by $>::<name>`. */
export function identityOf(urn: string): ResourceIdentity {
  const [, , types = '', ...name] = urn.split('::');
  return { token: types.slice(types.lastIndexOf('$') + 1), name: name.join('::') };
}

const TOKEN = /^kubernetes:([^/:]+)\/([^/:]+):([^/:]+)$/;

/** Modules of the real provider that hold no API objects. */
const COMPONENT_GROUPS = ['helm.sh', 'yaml', 'kustomize'];

/**
 * The kind of object that a type token names. Custom resources need no registration: their token has the same form.
 * @throws when the token names none
 */
export function objectType(token: string): ObjectType {
  const [, group, version, kind] = TOKEN.exec(token) ?? [];
  if (group === undefined || version === undefined || kind === undefined) {
    throw new Error(
      `type '${token}' names no Kubernetes object; allowed: kubernetes:<group>/<version>:<kind>, such as kubernetes:apps/v1:Deployment or kubernetes:core/v1:Secret`,
    );
  }
  if (COMPONENT_GROUPS.includes(group)) {
    throw new Error(
      `type '${token}' is not offered by the stand-in provider; allowed: API objects; install Pulumi's own Kubernetes provider to use ${group}`,
    );
  }
  return { apiVersion: group === 'core' ? version : `${group}/${version}`, kind };
}

/** Whether a kind is a list of objects: such a kind cannot be created. */
export function isList(type: ObjectType): boolean {
  return type.kind.endsWith('List');
}

/** The identifier of an object in the engine's state. */
export function objectId(namespace: string | undefined, name: string): string {
  return namespace === undefined || namespace === '' ? name : `${namespace}/${name}`;
}

/** Splits an identifier: `namespace/name`, or `name` of an object that belongs to the cluster. */
export function parseId(id: string): { readonly namespace: string | undefined; readonly name: string } {
  const slash = id.indexOf('/');
  return slash < 0 ? { namespace: undefined, name: id } : { namespace: id.slice(0, slash), name: id.slice(slash + 1) };
}

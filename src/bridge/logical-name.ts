import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** Ids of the object in a construct that is one object, as in cdk8s-plus. */
const ONLY_OBJECT = ['Resource', 'Default'];

/** The name that Pulumi knows an object by: its construct path, without the id that cdk8s-plus gives every object. */
export function logicalName(path: string): string {
  const id = path.slice(path.lastIndexOf('/') + 1);
  return ONLY_OBJECT.includes(id) ? path.slice(0, -id.length - 1) : path;
}

/** Whether a construct is one object in a wrapping, as those of cdk8s-plus are. */
export function wrapsObject(construct: IConstruct): boolean {
  return ONLY_OBJECT.some((id) => ApiObject.isApiObject(construct.node.tryFindChild(id)));
}

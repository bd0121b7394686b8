import { hasToken } from './token';
import { InNamespaces } from './in-namespaces';
import { podTemplateOf } from './pod-owner';
import type { RenderedObject } from './rendered-object';

/** The objects of one kind. They are found by name once somebody asks: of most kinds, nobody does. */
export class KindIndex {
  public readonly objects: RenderedObject[] = [];
  /** Group and kind: `apps Deployment`, and ` Service` for the core group. */
  public readonly type: string;
  /** Where they keep the template of their pods, or nothing when they make none. */
  public readonly podTemplate: readonly string[] | undefined;
  private byName?: InNamespaces<RenderedObject>;
  private late?: readonly RenderedObject[];

  public constructor(
    public readonly group: string,
    public readonly kind: string,
  ) {
    this.type = `${group} ${kind}`;
    this.podTemplate = podTemplateOf(this.type);
  }

  /** The first object of a name. */
  public find(namespace: string, name: string): RenderedObject | undefined {
    this.byName ??= firstByName(this.objects);
    return this.byName.get(namespace, name);
  }

  /** Those whose name or namespace only a deployment knows. */
  public unnamed(): readonly RenderedObject[] {
    this.late ??= this.objects.filter(({ namespace, name }) => hasToken(namespace) || hasToken(name));
    return this.late;
  }
}

function firstByName(objects: readonly RenderedObject[]): InNamespaces<RenderedObject> {
  const byName = new InNamespaces<RenderedObject>();
  for (const object of objects) {
    const { namespace, name } = object;
    if (byName.get(namespace, name) === undefined) byName.set(namespace, name, object);
  }
  return byName;
}

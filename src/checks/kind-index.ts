import { hasToken } from '../core/token';
import type { RenderedObject } from './rendered-object';

/** The objects of one kind. They are found by name once somebody asks: of most kinds, nobody does. */
export class KindIndex {
  public readonly objects: RenderedObject[] = [];
  private byName?: ReadonlyMap<string, RenderedObject>;
  private late?: readonly RenderedObject[];

  /** The first object of a name. */
  public find(namespace: string, name: string): RenderedObject | undefined {
    this.byName ??= new Map(
      this.objects.map((object) => [key(object.namespace, object.name), object] as const).reverse(),
    );
    return this.byName.get(key(namespace, name));
  }

  /** Those whose name or namespace only a deployment knows. */
  public unnamed(): readonly RenderedObject[] {
    this.late ??= this.objects.filter(({ namespace, name }) => hasToken(namespace) || hasToken(name));
    return this.late;
  }
}

function key(namespace: string, name: string): string {
  return `${namespace} ${name}`;
}

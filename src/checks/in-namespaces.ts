/** Things by namespace and name. Objects are looked up by the hundred thousand: no text is put together for one. */
export class InNamespaces<Thing> {
  private readonly names = new Map<string, Map<string, Thing>>();

  public get(namespace: string, name: string): Thing | undefined {
    return this.names.get(namespace)?.get(name);
  }

  public set(namespace: string, name: string, thing: Thing): void {
    const known = this.names.get(namespace);
    if (known === undefined) this.names.set(namespace, new Map([[name, thing]]));
    else known.set(name, thing);
  }
}

import { ApiObject, App, type ApiObjectProps, type JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubernetesMetadata } from './kubernetes-metadata';
import { hasOnlyStockResolvers, plainFields } from './plain-data';

/**
 * An object of a kind that Seaworthy knows. It renders to what any ApiObject with these props renders to, several times as
 * fast: cdk8s goes through the data of every object three times and asks each resolver about each value, which is for nothing
 * where all is plain data. Where it is not, or is patched, or the App has resolvers of its own, cdk8s renders it.
 */
export class KubernetesObject extends ApiObject {
  /** Instead of that of cdk8s, which the class above has made. */
  declare public readonly metadata: KubernetesMetadata;
  readonly #props: ApiObjectProps;
  #isPatched = false;

  public constructor(scope: Construct, id: string, props: ApiObjectProps) {
    super(scope, id, props);
    this.metadata = new KubernetesMetadata(this, props.metadata);
    this.#props = props;
  }

  public override addJsonPatch(...patches: JsonPatch[]): void {
    this.#isPatched = true;
    super.addJsonPatch(...patches);
  }

  public override toJson(): unknown {
    return this.#plain() ?? super.toJson();
  }

  /** Undefined where it is not sure that this is what cdk8s renders. */
  #plain(): unknown {
    if (this.#isPatched) return undefined;
    try {
      if (!hasOnlyStockResolvers(App.of(this))) return undefined;
      const fields = plainFields({ ...this.#props, metadata: undefined });
      if (fields === undefined) return undefined;
      const { apiVersion, kind } = this;
      const metadata = this.metadata.texts() ?? (this.metadata.toJson() as unknown);
      return { apiVersion, kind, metadata, ...fields };
    } catch {
      // data without an end, or a Lazy that throws: cdk8s tells which object it was
      return undefined;
    }
  }
}

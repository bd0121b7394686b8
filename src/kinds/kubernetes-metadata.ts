import { ApiObjectMetadataDefinition, type ApiObject, type ApiObjectMetadata, type OwnerReference } from 'cdk8s';
import { plainTexts } from './plain-data';

/**
 * Metadata of an object of a known kind. Those of most objects are the texts that they were made with, to which nothing is
 * ever added: these are told without cdk8s, which has no public way to what was added.
 */
export class KubernetesMetadata extends ApiObjectMetadataDefinition {
  readonly #given: Readonly<Record<string, unknown>>;
  /** Whether they are no longer, or never were, only what `#given` says. */
  #hasMore: boolean;

  /** The same metadata as cdk8s gives the object. */
  public constructor(apiObject: ApiObject, given?: ApiObjectMetadata) {
    const { name, chart } = apiObject;
    const all = {
      name,
      ...given,
      namespace: given?.namespace ?? chart.namespace,
      labels: { ...chart.labels, ...given?.labels },
      // whoever wrote them may still change them: they count as they are now
      annotations: { ...given?.annotations },
      apiObject,
    };
    super(all);
    this.#given = all;
    this.#hasMore = given?.finalizers !== undefined || given?.ownerReferences !== undefined;
  }

  /** As cdk8s renders them. Undefined where something was added, or there is more in them than texts and maps of texts. */
  public texts(): Record<string, unknown> | undefined {
    return this.#hasMore ? undefined : plainTexts(this.#given);
  }

  public override add(key: string, value: unknown): void {
    this.#hasMore = true;
    super.add(key, value);
  }

  public override addLabel(key: string, value: string): void {
    this.#hasMore = true;
    super.addLabel(key, value);
  }

  public override addAnnotation(key: string, value: string): void {
    this.#hasMore = true;
    super.addAnnotation(key, value);
  }

  public override addFinalizers(...finalizers: string[]): void {
    this.#hasMore = true;
    super.addFinalizers(...finalizers);
  }

  public override addOwnerReference(owner: OwnerReference): void {
    this.#hasMore = true;
    super.addOwnerReference(owner);
  }
}

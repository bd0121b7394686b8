/** A rendered Kubernetes object: plain data, in the field order of cdk8s. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
  readonly [field: string]: unknown;
}

/** The part of `metadata` that synthesis reads. */
export interface ManifestMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly [field: string]: unknown;
}

/** What tells a manifest from others: all that synthesis still needs of it once it is written. */
export interface ManifestHead {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Empty where the manifest has none. */
  readonly namespace: string;
}

export function headOf({ apiVersion, kind, metadata }: Manifest): ManifestHead {
  return { apiVersion, kind, name: metadata.name, namespace: metadata.namespace ?? '' };
}

/** Plain data with fields. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text field of plain data; undefined when it is absent, empty or no text. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>((at, key) => (isFields(at) ? at[key] : undefined), value);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** What keeps a rendered value from being a manifest: the fields that every object must have as text. */
export function missingFields(value: unknown): string[] {
  const missing = [['apiVersion'], ['kind'], ['metadata', 'name']].filter(
    (path) => textAt(value, ...path) === undefined,
  );
  return missing.map((path) => path.join('.'));
}

/** Whether a rendered value has what every object must have. */
export function isManifest(value: unknown): value is Manifest {
  return isFields(value) && isText(value['apiVersion']) && isText(value['kind']) && isNamed(value['metadata']);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isNamed(metadata: unknown): boolean {
  return isFields(metadata) && isText(metadata['name']);
}

/** What is wrong with an apiVersion, if anything. The core group has one version and no name; every other group is named. */
export function apiVersionProblem(apiVersion: string): string | undefined {
  if (apiVersion === 'v1' || /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[a-z]([-a-z0-9]*[a-z0-9])?$/.test(apiVersion))
    return undefined;
  return `apiVersion '${apiVersion}' is no API version; allowed: v1, or group/version as in apps/v1; correct it`;
}

/** The API group of an apiVersion; the core group is the empty text. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

import type { Manifest } from '../synth/manifest';

/** Pulumi's type of an object: `kubernetes:apps/v1:Deployment`, `kubernetes:core/v1:Secret`. Holds for custom kinds too. */
export function typeToken({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  return `kubernetes:${apiVersion === 'v1' ? 'core/v1' : apiVersion}:${kind}`;
}

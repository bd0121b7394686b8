import type { Refusal } from './refusal';
import { hasToken } from './token';

/** A container image reference, taken apart. */
export interface ImageReference {
  /** Registry host and repository: `ghcr.io/acme/api`. */
  readonly repository: string;
  readonly tag: string | undefined;
  /** Algorithm and hash: `sha256:...`. */
  readonly digest: string | undefined;
}

/** The grammar of the distribution specification, `github.com/distribution/reference`. */
const HOST = String.raw`(?:\[[0-9a-fA-F:]+\]|(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*)(?::[0-9]+)?`;
const COMPONENT = String.raw`[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`;
const REFERENCE = new RegExp(
  String.raw`^(?<repository>(?:${HOST}/)?${COMPONENT}(?:/${COMPONENT})*)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$`,
);

/** Longest repository that container runtimes take. */
const REPOSITORY_MAX = 255;
/** Lengths of the hashes that container runtimes know, in hexadecimal digits. */
const HASHES: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha384', 96],
  ['sha512', 128],
]);

/** Takes an image reference apart, or nothing when it is none. */
export function parseImage(text: string): ImageReference | undefined {
  const parts = REFERENCE.exec(text)?.groups;
  return parts?.repository === undefined
    ? undefined
    : { repository: parts.repository, tag: parts.tag, digest: parts.digest };
}

/** What an image must be: the rest of a sentence after "allowed:". */
export const PINNED_IMAGE = "an image with a digest ('...@sha256:...') or with a tag other than 'latest'";

/**
 * What is wrong with an image that must name the same bytes tomorrow, as the rest of a sentence, or nothing. A digest is
 * best; a tag passes when it is not `latest`, because registries can be told to keep tags.
 */
export function imageProblem(text: string): string | undefined {
  const image = parseImage(text);
  if (image === undefined) return 'is not an image reference';
  if (image.repository.length > REPOSITORY_MAX) return `has a repository of more than ${REPOSITORY_MAX} characters`;
  if (image.digest !== undefined) {
    const colon = image.digest.indexOf(':');
    const hash = image.digest.slice(colon + 1);
    const whole = HASHES.get(image.digest.slice(0, colon)) === hash.length && !/[A-F]/.test(hash);
    return whole
      ? undefined
      : 'has a digest that is cut or of no known algorithm (sha256: 64 lower-case hexadecimal digits)';
  }
  if (image.tag === undefined) return "has neither tag nor digest, so it means 'latest'";
  return image.tag === 'latest' ? "is pinned to 'latest', which changes under a running service" : undefined;
}

/** What is wrong with an image that must name the same bytes tomorrow, or nothing. */
export function imageRefusal(prop: string, image: string): Refusal | undefined {
  const problem = hasToken(image) ? undefined : imageProblem(image);
  return problem === undefined
    ? undefined
    : { prop, value: image, problem, allowed: PINNED_IMAGE, fix: 'name the build' };
}

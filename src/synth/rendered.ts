import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { hasToken } from '../core/token';
import { renderOrdered } from './field-order';
import { inspect, type TokenJudge } from './inspection';
import { apiVersionProblem, isFields, isManifest, missingFields, type Manifest } from './manifest';
import { patchFailure, patchProblems } from './patches';
import type { Problem } from './problem';
import { unrenderableField } from './unrenderable';

/** One object of an App and what it renders to. */
export interface RenderedObject {
  readonly object: ApiObject;
  /** Path of its construct. */
  readonly path: string;
  readonly manifest: Manifest;
}

interface Refused {
  readonly problems: Problem[];
  /** Whether every object rendered to a manifest. */
  readonly isComplete: boolean;
  /** What was thrown first on the way, for the error's `cause`. */
  readonly cause: unknown;
}

/** What is wanted of every object that rendered to a manifest. */
export interface RenderRules<Kept> {
  /** What is said of tokens in manifests. */
  readonly tokens: TokenJudge;
  /**
   * What a sound manifest is turned into as soon as it is rendered. Manifests themselves are many times the size of their text:
   * a text is its YAML. May throw for what is not sound.
   */
  readonly keep: (manifest: Manifest) => Kept;
  /** More problems of single objects. */
  readonly inspect?: (manifest: Manifest) => readonly string[];
}

/**
 * Validates every construct once and renders every object once; what is wrong is collected, not thrown. Manifests are handed
 * over one by one and not kept: those of a large App together are the most that synthesis would hold in memory.
 *
 * @param receive hears of every object that rendered to a manifest, with what is kept of a sound one
 */
export function renderObjects<Kept extends object | string>(
  constructs: readonly IConstruct[],
  rules: RenderRules<Kept>,
  receive: (rendered: RenderedObject, kept: Kept | undefined) => void,
): Refused {
  const problems: Problem[] = [];
  const thrown: unknown[] = [];
  let isComplete = true;
  const fail = (construct: IConstruct, error: unknown): void => {
    const inner = innerMessage(error);
    const patch = ApiObject.isApiObject(construct) ? patchFailure(construct, inner) : undefined;
    // what a patch that fails throws shows the whole object, a Secret too
    if (patch === undefined) thrown.push(error);
    problems.push({ path: construct.node.path, message: patch ?? describe(inner, construct) });
  };
  for (const construct of constructs) {
    try {
      for (const message of construct.node.validate()) problems.push({ path: construct.node.path, message });
    } catch (error) {
      fail(construct, error);
    }
    if (!ApiObject.isApiObject(construct)) continue;
    const { path } = construct.node;
    const patches = patchProblems(construct);
    if (patches.length > 0) {
      isComplete = false;
      for (const message of patches) problems.push({ path, message });
      continue;
    }
    try {
      const manifest = renderOrdered(construct);
      const list = listProblem(manifest);
      if (list !== undefined) {
        isComplete = false;
        problems.push({ path, message: list });
      } else if (isManifest(manifest)) {
        const { kept, messages } = judged(manifest, rules);
        for (const message of messages) problems.push({ path, message });
        receive({ object: construct, path, manifest }, kept);
      } else {
        isComplete = false;
        const missing = missingFields(manifest).join(', ');
        problems.push({ path, message: `has no ${missing}; every object needs apiVersion, kind and metadata.name` });
      }
    } catch (error) {
      isComplete = false;
      fail(construct, error);
    }
  }
  return { problems, isComplete, cause: thrown[0] };
}

/** What kubectl makes of several objects. No API server keeps one, and its items would be in no check and in no order. */
function listProblem(manifest: unknown): string | undefined {
  const kind = isFields(manifest) ? manifest['kind'] : undefined;
  if (typeof kind !== 'string' || !kind.endsWith('List')) return undefined;
  return kind === 'List' || (isFields(manifest) && Array.isArray(manifest['items']))
    ? `kind ${kind} holds several objects, which no rule could look at and nothing could order; make an ApiObject of each item`
    : undefined;
}

/** What is kept of a manifest, or what is wrong with it. */
function judged<Kept>(
  manifest: Manifest,
  rules: RenderRules<Kept>,
): { readonly kept?: Kept; readonly messages: readonly string[] } {
  let kept: Kept | undefined;
  let failure: unknown;
  try {
    kept = rules.keep(manifest);
  } catch (error) {
    failure = error;
  }
  const messages = wrongWith(manifest, rules, typeof kept === 'string' ? kept : undefined);
  if (messages.length > 0) return { messages };
  if (kept === undefined) throw failure;
  return { kept, messages };
}

function wrongWith(manifest: Manifest, rules: RenderRules<unknown>, yaml: string | undefined): string[] {
  const { apiVersion } = manifest;
  const version = hasToken(apiVersion) ? undefined : apiVersionProblem(apiVersion);
  return inspect(manifest, rules.tokens, yaml).concat(version ?? [], rules.inspect?.(manifest) ?? []);
}

/** cdk8s wraps what goes wrong in one object; its construct's path is told anyway. */
function innerMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^Failed serializing construct at path '.*?' with name '.*?': (?:Error: )?/s, '');
}

function describe(inner: string, construct: IConstruct): string {
  if (inner.includes("type 'OutputImpl'"))
    return 'holds a Pulumi Output that nothing resolves; create the App with `resolvers: [outputs]`, an Outputs of seaworthy/pulumi';
  return (ApiObject.isApiObject(construct) ? unrenderableField(construct, inner) : undefined) ?? inner;
}

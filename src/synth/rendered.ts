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

interface RenderRules {
  readonly tokens: TokenJudge;
  readonly inspect?: (manifest: Manifest) => readonly string[];
}

/**
 * Validates every construct once and renders every object once; what is wrong is collected, not thrown. Manifests are handed
 * over one by one and not kept: those of a large App together are the most that synthesis would hold in memory.
 *
 * @param receive hears of every object that rendered to a manifest; `isSound` says that nothing was found wrong with it
 */
export function renderObjects(
  constructs: readonly IConstruct[],
  rules: RenderRules,
  receive: (rendered: RenderedObject, isSound: boolean) => void,
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
        const messages = wrongWith(manifest, rules);
        for (const message of messages) problems.push({ path, message });
        receive({ object: construct, path, manifest }, messages.length === 0);
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

function wrongWith(manifest: Manifest, rules: RenderRules): string[] {
  const { apiVersion } = manifest;
  const version = hasToken(apiVersion) ? undefined : apiVersionProblem(apiVersion);
  return inspect(manifest, rules.tokens).concat(version ?? [], rules.inspect?.(manifest) ?? []);
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

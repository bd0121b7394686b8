import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { hasToken } from '../core/token';
import { inspect, type TokenJudge } from './inspection';
import { apiVersionProblem, isManifest, missingFields, type Manifest } from './manifest';
import type { Problem } from './problem';
import { unrenderableField } from './unrenderable';

/** One object of an App and what it renders to. */
export interface RenderedObject {
  readonly object: ApiObject;
  /** Path of its construct. */
  readonly path: string;
  readonly manifest: Manifest;
}

interface Rendering {
  readonly objects: RenderedObject[];
  readonly problems: Problem[];
  /** What was thrown first on the way, for the error's `cause`. */
  readonly cause: unknown;
}

interface RenderRules {
  readonly tokens: TokenJudge;
  readonly inspect?: (rendered: RenderedObject) => readonly string[];
}

/** Validates every construct once and renders every object once; what is wrong is collected, not thrown. */
export function renderObjects(constructs: readonly IConstruct[], rules: RenderRules): Rendering {
  const objects: RenderedObject[] = [];
  const problems: Problem[] = [];
  const thrown: unknown[] = [];
  const guarded = <T>(construct: IConstruct, action: () => T): T | undefined => {
    try {
      return action();
    } catch (error) {
      thrown.push(error);
      problems.push({ path: construct.node.path, message: describe(error, construct) });
      return undefined;
    }
  };
  for (const construct of constructs) {
    const { path } = construct.node;
    const refused = guarded(construct, () => construct.node.validate()) ?? [];
    problems.push(...refused.map((message) => ({ path, message })));
    if (!ApiObject.isApiObject(construct)) continue;
    const manifest: unknown = guarded(construct, () => construct.toJson() as unknown);
    if (manifest === undefined) continue;
    if (isManifest(manifest)) {
      const found = guarded(construct, () => inspect(manifest, rules.tokens));
      if (found === undefined) continue;
      const rendered = { object: construct, path, manifest };
      objects.push(rendered);
      const version = hasToken(manifest.apiVersion) ? undefined : apiVersionProblem(manifest.apiVersion);
      const messages = found.concat(version ?? [], rules.inspect?.(rendered) ?? []);
      problems.push(...messages.map((message) => ({ path, message })));
    } else {
      const missing = missingFields(manifest).join(', ');
      problems.push({ path, message: `has no ${missing}; every object needs apiVersion, kind and metadata.name` });
    }
  }
  return { objects, problems, cause: thrown[0] };
}

/** cdk8s wraps what goes wrong in one object; its construct's path is told anyway. */
function describe(error: unknown, construct: IConstruct): string {
  const message = error instanceof Error ? error.message : String(error);
  const inner = message.replace(/^Failed serializing construct at path '.*?' with name '.*?': (?:Error: )?/s, '');
  if (inner.includes("type 'OutputImpl'"))
    return 'holds a Pulumi Output that nothing resolves; create the App with `resolvers: [outputs]`, an Outputs of seaworthy/pulumi';
  return (ApiObject.isApiObject(construct) ? unrenderableField(construct, inner) : undefined) ?? inner;
}

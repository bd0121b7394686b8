import { ApiObject, type App } from 'cdk8s';
import type { CheckOptions } from '../checks/check';
import type { Finding } from '../checks/finding';
import { checkApp } from './app-checks';
import { requireAppOptions } from './app-options';
import { ConstructEdges } from './construct-edges';
import { identityKey, identityOf, showIdentity } from './identity';
import type { TokenJudge } from './inspection';
import type { Manifest } from './manifest';
import { copyProblems } from './package-copies';
import { SynthesisError, type Problem } from './problem';
import { references, provides } from './references';
import { renderObjects, type RenderedObject } from './rendered';
import { Scopes, type Scope } from './scope';
import { topology } from './topology';

/** What callers of synthesis and of deployment may say about an App. */
export interface AppOptions {
  /**
   * Cluster-scoped kinds, as `group/Kind`, besides those of Kubernetes, of the controllers that the library renders for, and
   * of the CustomResourceDefinitions in the App.
   * @default []
   */
  readonly clusterScoped?: readonly string[];
  /**
   * Rules of `seaworthy/checks` that are not applied, each with its reason; `false` applies none at all.
   * @default - every rule is applied
   */
  readonly checks?: CheckOptions | false;
}

/** What synthesis and deployment themselves say about the App that they arrange. */
export interface ArrangeOptions extends AppOptions {
  /** What is said of tokens in manifests. */
  readonly tokens: TokenJudge;
  /** Objects that an object waits for besides those that its construct and its fields name. */
  readonly waitsFor?: (manifest: Manifest) => readonly ApiObject[];
  /** More problems of single objects. */
  readonly inspect?: (rendered: RenderedObject) => readonly string[];
}

/** One object of an App in its place. */
export interface ArrangedObject extends RenderedObject {
  readonly scope: Scope;
  /** The objects that it waits for directly. */
  dependencies(): readonly ApiObject[];
}

/** An App's objects in order, and what is worth a word about them. */
export interface Arrangement {
  readonly objects: readonly ArrangedObject[];
  readonly warnings: readonly Finding[];
}

/**
 * All objects of an App, each once, each after those that it depends on: through `addDependency` of any construct (charts
 * included), through names in its fields, and through `waitsFor`. Where that leaves a choice, the order is that of the
 * construct tree, whatever the order in which dependencies were added.
 *
 * @throws {SynthesisError} with all problems of the App at once
 */
export function arrange(app: App, options: ArrangeOptions): Arrangement {
  requireAppOptions(options);
  const constructs = app.node.findAll();
  const { objects, problems, cause } = renderObjects(constructs, options);
  problems.push(...copyProblems(constructs));
  const scopes = new Scopes(
    objects.map(({ manifest }) => manifest),
    options.clusterScoped ?? [],
  );
  problems.push(...objects.flatMap((rendered) => namespaceProblems(rendered, scopes)));
  const everyObject = objects.length === constructs.filter((construct) => ApiObject.isApiObject(construct)).length;
  // half an App would be found wanting for what the other half has
  const findings = checkApp(app, objects, everyObject ? (options.checks ?? {}) : false);
  problems.push(...findings.problems);
  const edges = new ConstructEdges(constructs);
  for (const { from, to } of edges.foreign)
    problems.push({
      path: from.node.path,
      message: `depends on ${to.node.path === '' ? 'an App' : to.node.path} of another construct tree; depend only on constructs of the same App`,
    });
  problems.push(...addNameEdges(edges, objects, scopes));
  for (const { object, manifest } of objects)
    for (const other of options.waitsFor?.(manifest) ?? []) edges.add(object, other);

  const sorted = topology(
    objects.map(({ object }) => edges.vertex(object)),
    (vertex) => edges.dependencies(vertex),
  );
  if ('cycle' in sorted) problems.push(cycleProblem(sorted.cycle.map((vertex) => edges.construct(vertex).node.path)));
  if (problems.length > 0 || 'cycle' in sorted) throw new SynthesisError(problems, { cause });

  const byObject = new Map(objects.map((rendered) => [rendered.object, rendered]));
  const waits = edges.reach();
  const arranged = sorted.order.flatMap((vertex) => {
    const object = edges.object(vertex);
    const rendered = object === undefined ? undefined : byObject.get(object);
    if (rendered === undefined) return [];
    return [{ ...rendered, scope: scopes.of(rendered.manifest), dependencies: () => waits(rendered.object) }];
  });
  return { objects: arranged, warnings: findings.warnings };
}

function namespaceProblems({ path, manifest }: RenderedObject, scopes: Scopes): Problem[] {
  if (scopes.of(manifest) === 'cluster' || (manifest.metadata.namespace ?? '') !== '') return [];
  const message = `${manifest.kind} ${manifest.metadata.name} has no metadata.namespace; set it, or the namespace of its Chart, or name '${manifest.apiVersion.split('/').slice(0, -1).join('/')}/${manifest.kind}' in clusterScoped when the kind belongs to the cluster`;
  return [{ path, message }];
}

/** Edges from each object to those that it names. Two objects of one identity are a problem of both. */
function addNameEdges(edges: ConstructEdges, objects: readonly RenderedObject[], scopes: Scopes): Problem[] {
  const problems: Problem[] = [];
  const owners = new Map<string, RenderedObject>();
  const providers = new Map<string, ApiObject>();
  for (const rendered of objects) {
    const { object, path, manifest } = rendered;
    const scope = scopes.of(manifest);
    const identity = identityOf(manifest, scope);
    const twin = owners.get(identityKey(identity));
    if (twin !== undefined)
      problems.push({
        path,
        message: `is ${showIdentity(identity)}, and so is [${twin.path}]; give one of them another name or namespace, or remove it`,
      });
    owners.set(identityKey(identity), twin ?? rendered);
    for (const key of provides(manifest, scope)) if (!providers.has(key)) providers.set(key, object);
  }
  for (const { object, manifest } of objects)
    for (const key of references(manifest)) {
      const provider = providers.get(key);
      if (provider !== undefined) edges.add(object, provider);
    }
  return problems;
}

/** A cycle as constructs; neighbours that are the same construct (its start, its object, its end) are told once. */
function cycleProblem(paths: readonly string[]): Problem {
  const told = paths.filter((path, index) => path !== paths[index - 1]);
  return {
    path: told[0] ?? '',
    message: `depends on itself: ${told.join(' -> ')}; remove one of these dependencies (from addDependency, or from a name that one object has of another)`,
  };
}

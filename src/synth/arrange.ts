import type { ApiObject, App } from 'cdk8s';
import type { CheckOptions } from '../checks/check';
import type { Finding } from '../checks/finding';
import { ReadObjects } from '../checks/read-objects';
import type { WaiverUse } from '../checks/waiver';
import { checkApp } from './app-checks';
import { requireApp, requireAppOptions } from './app-options';
import { ConstructEdges } from './construct-edges';
import { groupOf, headOf, type Manifest, type ManifestHead } from './manifest';
import { NameEdges } from './name-edges';
import { copyProblems } from './package-copies';
import { SynthesisError, type Problem } from './problem';
import { renderObjects, type RenderRules } from './rendered';
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
   * Rules of `seaworthy/checks` that are waived for a while, and the time; `false` applies none at all.
   * @default - every rule is applied
   */
  readonly checks?: CheckOptions | false;
}

/** What synthesis and deployment themselves say about the App that they arrange. */
export interface ArrangeOptions<Kept> extends AppOptions, RenderRules<Kept> {
  /** Objects that an object waits for besides those that its construct and its fields name. */
  readonly waitsFor?: (kept: Kept) => readonly ApiObject[];
  /** What else is wrong with an App that is refused anyway, so that all of it is told at once. */
  readonly alsoWrong?: (objects: readonly Omit<ArrangedObject, 'kept'>[]) => readonly Problem[];
}

/** One object of an App in its place. */
export interface ArrangedObject<Kept = Manifest> {
  readonly object: ApiObject;
  /** Path of its construct. */
  readonly path: string;
  readonly head: ManifestHead;
  readonly scope: Scope;
  /** What was kept of its manifest. */
  readonly kept: Kept;
}

/** An App's objects in order, and what is worth a word about them. */
export interface Arrangement<Kept> {
  readonly objects: readonly ArrangedObject<Kept>[];
  readonly warnings: readonly Finding[];
  readonly waivers: readonly WaiverUse[];
  /** The objects that an object waits for directly. */
  readonly dependencies: (object: ApiObject) => readonly ApiObject[];
}

/** An object before the scopes of all kinds are known. Nothing is kept of one that cannot be written. */
type FoundObject<Kept> = Omit<ArrangedObject<Kept | undefined>, 'scope'>;

/**
 * All objects of an App, each once, each after those that it depends on: through `addDependency` of any construct (charts
 * included), through names in its fields, and through `waitsFor`. Where that leaves a choice, the order is that of the
 * construct tree, whatever the order in which dependencies were added.
 *
 * @throws {SynthesisError} with all problems of the App at once
 */
export function arrange<Kept extends object | string>(app: App, options: ArrangeOptions<Kept>): Arrangement<Kept> {
  requireApp(app);
  requireAppOptions(options);
  const constructs = app.node.findAll();
  const scopes = new Scopes(options.clusterScoped ?? []);
  const names = new NameEdges();
  const found: FoundObject<Kept>[] = [];
  const checked = new ReadObjects();
  const { problems, isComplete, cause } = renderObjects(constructs, options, (rendered, kept) => {
    const { object, path, manifest } = rendered;
    const head = headOf(manifest);
    scopes.learn(manifest);
    names.read(rendered, head);
    found.push({ object, path, head, kept });
    // text that is kept of an object is its YAML
    if (options.checks !== false) checked.add(typeof kept === 'string' ? { path, manifest, yaml: kept } : rendered);
  });
  problems.push(...copyProblems(constructs));
  for (const object of found) problems.push(...namespaceProblems(object, scopes));
  // half an App would be found wanting for what the other half has
  const findings = options.checks === false || !isComplete ? undefined : checkApp(app, checked, options.checks ?? {});
  problems.push(...(findings?.problems ?? []));
  const edges = new ConstructEdges(constructs);
  for (const { from, to } of edges.foreign)
    problems.push({
      path: from.node.path,
      message: `depends on ${to.node.path === '' ? 'an App' : to.node.path} of another construct tree; depend only on constructs of the same App`,
    });
  problems.push(...names.addTo(edges, scopes));
  for (const { object, kept } of found)
    if (kept !== undefined && options.waitsFor !== undefined) edges.add(object, options.waitsFor(kept));

  const byVertex = new Map<number, FoundObject<Kept>>();
  for (const one of found) byVertex.set(edges.vertex(one.object), one);
  const sorted = topology([...byVertex.keys()], (vertex) => edges.dependencies(vertex));
  if ('cycle' in sorted) problems.push(cycleProblem(sorted.cycle.map((vertex) => edges.construct(vertex).node.path)));
  if (problems.length > 0 || 'cycle' in sorted) {
    const placed = found.map(({ object, path, head }) => ({ object, path, head, scope: scopes.of(head) }));
    throw new SynthesisError([...problems, ...(options.alsoWrong?.(placed) ?? [])], { cause });
  }

  const objects: ArrangedObject<Kept>[] = [];
  for (const vertex of sorted.order) {
    // the order holds starts and ends of constructs too
    const arranged = byVertex.get(vertex);
    if (arranged?.kept === undefined) continue;
    const { object, path, head, kept } = arranged;
    objects.push({ object, path, head, kept, scope: scopes.of(head) });
  }
  const { warnings = [], waivers = [] } = findings ?? {};
  return { objects, warnings, waivers, dependencies: edges.reach() };
}

function namespaceProblems({ path, head }: FoundObject<unknown>, scopes: Scopes): Problem[] {
  const { apiVersion, kind, name, namespace } = head;
  if (namespace !== '' || scopes.of(head) === 'cluster') return [];
  const message = `${kind} ${name} has no metadata.namespace; set it, or the namespace of its Chart, or name '${groupOf(apiVersion)}/${kind}' in clusterScoped when the kind belongs to the cluster`;
  return [{ path, message }];
}

/** A cycle as constructs; neighbours that are the same construct (its start, its object, its end) are told once. */
function cycleProblem(paths: readonly string[]): Problem {
  const told = paths.filter((path, index) => path !== paths[index - 1]);
  return {
    path: told[0] ?? '',
    message: `depends on itself: ${told.join(' -> ')}; remove one of these dependencies (from addDependency, or from a name that one object has of another)`,
  };
}

import { App } from 'cdk8s';
import { render } from 'seaworthy/synth';
import { exampleNames } from '../../commands/docs/construct-pages';
import { ROOT } from '../architecture/source-files';
import { buildPage } from './rendered-sets';

/** Pages that can be on one cluster at a time. */
export interface PageRound {
  readonly pages: readonly string[];
  /** The namespaces that they take for granted. */
  readonly namespaces: readonly string[];
}

interface PageObjects {
  readonly page: string;
  /** Its objects: kind, namespace and name. */
  readonly objects: ReadonlySet<string>;
  /** Namespaces that it makes. */
  readonly makes: ReadonlySet<string>;
  /** Namespaces that its objects are in. */
  readonly uses: ReadonlySet<string>;
}

/**
 * Deals all pages of constructs into as few rounds as their order gives. Many pages have an `api` in a namespace `shop`,
 * and some make that namespace with a quota for themselves: these cannot be up side by side.
 */
export function pageRounds(): readonly PageRound[] {
  const rounds: PageObjects[][] = [];
  for (const page of exampleNames(ROOT).map(objectsOf)) {
    const round = rounds.find((others) => others.every((other) => !clash(page, other)));
    if (round === undefined) rounds.push([page]);
    else round.push(page);
  }
  return rounds.map((round) => ({
    pages: round.map(({ page }) => page),
    namespaces: [...new Set(round.flatMap(({ uses, makes }) => [...uses].filter((name) => !makes.has(name))))].sort(),
  }));
}

function objectsOf(page: string): PageObjects {
  const app = new App();
  buildPage(app, page);
  const objects = render(app);
  const names = objects.map(({ kind, metadata }) => `${kind}/${metadata.namespace ?? ''}/${metadata.name}`);
  const namespaces = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  const uses = objects.flatMap(({ metadata }) => metadata.namespace ?? []);
  return { page, objects: new Set(names), makes: new Set(namespaces), uses: new Set(uses) };
}

function clash(one: PageObjects, other: PageObjects): boolean {
  const meet = (some: ReadonlySet<string>, others: ReadonlySet<string>): boolean =>
    [...some].some((name) => others.has(name));
  return meet(one.objects, other.objects) || meet(one.makes, other.uses) || meet(other.makes, one.uses);
}

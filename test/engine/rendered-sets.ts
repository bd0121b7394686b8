import { join } from 'node:path';
import { App } from 'cdk8s';
import { synth } from 'seaworthy/synth';
import { buildExample, CONSTRUCTS, exampleNames } from '../../commands/docs/construct-pages';
import { compose } from '../../systems/compose';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { SYSTEM_NAMES } from '../../systems/systems';
import { ROOT } from '../architecture/source-files';

/** Manifests that belong together: what one environment or one page deploys. */
export interface RenderedSet {
  /** Such as `environment prod`, `page worker`. */
  readonly name: string;
  /** Paths of its files. */
  readonly files: readonly string[];
}

/** Builds the page of a construct in an App. */
export function buildPage(app: App, page: string): void {
  buildExample(app, page, jest.requireActual(join(ROOT, CONSTRUCTS, page)));
}

/** Writes the YAML of all systems in every environment, and of every page of a construct, below a folder. */
export function renderSets(folder: string): readonly RenderedSet[] {
  const write = (name: string, app: App): RenderedSet => {
    const outdir = join(folder, name.replace(' ', '-'));
    return { name, files: synth(app, { outdir }).files.map((file) => join(outdir, file)) };
  };
  return [
    ...ENVIRONMENT_NAMES.map((environment) =>
      write(`environment ${environment}`, compose({ environment, systems: SYSTEM_NAMES, now: new Date() })),
    ),
    ...exampleNames(ROOT).map((page) => {
      const app = new App();
      buildPage(app, page);
      return write(`page ${page}`, app);
    }),
  ];
}

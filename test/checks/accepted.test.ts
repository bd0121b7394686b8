import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App } from 'cdk8s';
import { examine } from 'seaworthy/checks';
import { environmentOf } from '../../src/core/environment';
import { Graph } from '../../src/core/graph';
import { buildExample, CONSTRUCTS, exampleNames } from '../../commands/docs/construct-pages';
import { compose } from '../../systems/compose';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { SYSTEM_NAMES } from '../../systems/systems';
import { WAIVERS } from '../../systems/waivers';
import { Shop } from '../../docs/examples/shop';
import { ROOT } from '../architecture/source-files';

/** What the rules find in an App, warnings too, without what an App cannot know: whether its namespace is closed. */
function findings(app: App): string[] {
  const objects = app.node
    .findAll()
    .filter((construct) => ApiObject.isApiObject(construct))
    .map((object) => ({ path: object.node.path, manifest: object.toJson() as object }));
  const rendered = objects.some(({ manifest }) => 'kind' in manifest && manifest.kind === 'Namespace');
  const input = { objects, capabilities: environmentOf(app)?.capabilities, calls: Graph.of(app).edges };
  return (
    examine(input, { waivers: WAIVERS, now: new Date('2026-11-21') })
      .findings.filter(({ rule }) => rendered || rule !== 'missing-default-deny')
      // some pages show a part on a plain Deployment of cdk8s-plus, which is worth a warning or two
      .filter(({ severity, path }) => severity === 'error' || !path.endsWith('/Resource'))
      .map(({ rule, path, message }) => `${rule} ${path}: ${message}`)
  );
}

describe('what is known to be good passes every rule, without a warning', () => {
  test.each(ENVIRONMENT_NAMES)('all systems in %s', (environment) => {
    expect(findings(compose({ environment, systems: SYSTEM_NAMES, now: new Date() }))).toEqual([]);
  });

  test.each(exampleNames(ROOT))('the example of %s in docs/constructs', (name) => {
    const app = new App();
    buildExample(app, name, jest.requireActual(join(ROOT, CONSTRUCTS, name)));
    expect(findings(app)).toEqual([]);
  });

  test('the shop of the README', () => {
    const app = new App();
    new Shop(app);
    expect(findings(app)).toEqual([]);
    expect(readdirSync(join(ROOT, 'docs', 'examples'))).toEqual(['shop.test.ts', 'shop.ts']);
  });
});

import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { render } from '../../src/synth';
import { compose } from '../../systems/compose';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { SYSTEM_NAMES } from '../../systems/systems';

/** What cdk8s itself makes of an App, in an order that does not matter. */
function stock(app: App): string[] {
  return parseAllDocuments(app.synthYaml(), { version: '1.1' })
    .map((document) => JSON.stringify(document.toJS()))
    .sort();
}

function ours(app: App): string[] {
  return render(app, { checks: false })
    .map((manifest) => JSON.stringify(manifest))
    .sort();
}

test.each(ENVIRONMENT_NAMES)('all systems in %s: the same objects as stock synthesis', (environment) => {
  const app = compose({ environment, systems: SYSTEM_NAMES });
  expect(ours(app)).toEqual(stock(app));
});

/** A tree of charts and constructs with one ConfigMap in each, and a few dependencies of later ones on earlier ones. */
const trees = fc.record({
  parents: fc.array(fc.nat(100), { maxLength: 8 }),
  data: fc.dictionary(
    fc.stringMatching(/^[a-z]{1,6}$/),
    fc.oneof(fc.stringMatching(/^[ -~]*$/), fc.integer(), fc.boolean(), fc.constant(undefined)),
    { noNullPrototype: true },
  ),
  dependencies: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 3 }),
});

test('generated trees: the same objects as stock synthesis', () => {
  fc.assert(
    fc.property(trees, ({ parents, data, dependencies }) => {
      const app = new App();
      const scopes: Construct[] = [new Chart(app, 'root', { namespace: 'shop', labels: { team: 'shop' } })];
      for (const [index, parent] of parents.entries())
        scopes.push(new Construct(scopes[parent % scopes.length] ?? app, `c${index}`));
      const maps = scopes.map((scope) => new ApiObject(scope, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data }));
      for (const [from, to] of dependencies) {
        const [source, target] = [maps[Math.max(from, to)], maps[Math.min(from, to)]];
        if (source !== undefined && target !== undefined && source !== target) source.addDependency(target);
      }
      expect(ours(app)).toEqual(stock(app));
    }),
    { numRuns: 50 },
  );
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, Chart, type App } from 'cdk8s';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { render } from '../../src/synth';
import { compose } from '../../systems/compose';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { SYSTEM_NAMES } from '../../systems/systems';
import { buildTree, trees } from './generated-tree';

interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** What cdk8s itself makes of an App, in its order: charts after those that they depend on, and so their objects. */
function stock(app: App): Rendered[] {
  return parseAllDocuments(app.synthYaml(), { version: '1.1' }).map((document) => document.toJS() as Rendered);
}

function ours(app: App): Rendered[] {
  return render(app, { checks: false });
}

/** An object and all that is in it, as text. Two objects of one App never have the same. */
function texts(objects: readonly object[]): string[] {
  return objects.map((object) => JSON.stringify(sorted(object)));
}

/** Stock synthesis leaves the fields that a patch brings in the order in which they were written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]): [string, unknown] => [key, sorted(inner)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

test.each(ENVIRONMENT_NAMES)('all systems in %s: the same objects as stock synthesis', (environment) => {
  const rendered = ours(compose({ environment, systems: SYSTEM_NAMES, now: new Date() }));
  expect(texts(rendered).sort()).toEqual(
    texts(stock(compose({ environment, systems: SYSTEM_NAMES, now: new Date() }))).sort(),
  );
});

describe('generated trees', () => {
  const INCLUDED = `apiVersion: v1
kind: ConfigMap
metadata: {name: included-map, annotations: {from: file}}
data: {yes: "no", number: "012"}
---
apiVersion: example.com/v1
kind: Widget
metadata: {name: included-widget}
spec: {list: [1, 2.5, null, {a: b}], on: true}
`;
  let folder: string;
  let included: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'seaworthy-'));
    included = join(folder, 'included.yaml');
    writeFileSync(included, INCLUDED);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('the same objects as stock synthesis, field by field, before it and after it', () => {
    let compared = 0;
    fc.assert(
      fc.property(trees, (plan) => {
        const app = buildTree(plan, included);
        // two parts that each wait for all else around them wait for each other; stock synthesis drops what they said
        const waitForAllAround = app.node
          .findAll()
          .filter(({ node }) => node.dependencies.some((target) => node.scopes.includes(target)));
        const before = unlessCyclic(() => ours(app));
        const theirs = unlessCyclic(() => stock(app));
        // charts that wait for each other as wholes are a cycle for stock synthesis alone; otherwise none is for us alone
        if (before === undefined && waitForAllAround.length < 2) expect(theirs).toBeUndefined();
        if (before === undefined || theirs === undefined) return;
        expect(texts(before).sort()).toEqual(texts(theirs).sort());
        // stock synthesis has written dependencies between whole charts into the tree by now
        if (!plan.parts.some(({ kind }) => kind === 'nested-chart') || plan.dependencies.length === 0)
          expect(texts(ours(app)).sort()).toEqual(texts(before).sort());
        compared += 1;
      }),
      { numRuns: 40 },
    );
    expect(compared).toBeGreaterThan(20);
  });

  test('every dependency that was declared holds between all objects of both sides, whatever charts they are in', () => {
    let held = 0;
    fc.assert(
      fc.property(trees, (plan) => {
        const app = buildTree(plan, included);
        const rendered = unlessCyclic(() => ours(app));
        if (rendered === undefined) return;
        const positions = new Map(texts(rendered).map((text, position) => [text, position]));
        const place = (object: ApiObject): number => positions.get(texts([object.toJson() as object])[0] ?? '') ?? -1;
        for (const construct of app.node.findAll())
          for (const target of construct.node.dependencies) {
            const inTarget = objectsIn(target);
            for (const source of objectsIn(construct).filter((object) => !inTarget.includes(object)))
              for (const object of inTarget.filter((one) => !objectsIn(construct).includes(one))) {
                expect(place(object)).toBeGreaterThanOrEqual(0);
                expect(place(object)).toBeLessThan(place(source));
                held += 1;
              }
          }
      }),
      { numRuns: 50 },
    );
    expect(held).toBeGreaterThan(10);
  });

  test('within each chart, what stock synthesis was made to put first comes first', () => {
    let held = 0;
    fc.assert(
      fc.property(trees, (plan) => {
        const app = buildTree(plan, included);
        const rendered = unlessCyclic(() => ours(app));
        if (rendered === undefined || unlessCyclic(() => stock(app)) === undefined) return;
        const order = texts(rendered);
        // stock synthesis has turned every dependency into ones between objects of one chart
        for (const object of objectsIn(app))
          for (const target of object.node.dependencies.filter(
            (one) => ApiObject.isApiObject(one) && Chart.of(one) === Chart.of(object),
          )) {
            const [first, second] = [target, object].map((one) =>
              order.indexOf(texts([ApiObject.of(one).toJson() as object])[0] ?? ''),
            );
            expect(first).toBeLessThan(second ?? -1);
            held += 1;
          }
      }),
      { numRuns: 40 },
    );
    expect(held).toBeGreaterThan(0);
  });
});

function objectsIn(construct: { readonly node: App['node'] }): ApiObject[] {
  return construct.node.findAll().filter((inner) => ApiObject.isApiObject(inner));
}

/** Nothing where synthesis finds a cycle. */
function unlessCyclic(synthesize: () => Rendered[]): Rendered[] | undefined {
  try {
    return synthesize();
  } catch (error) {
    if (error instanceof Error && /Dependency cycle detected|depends on itself/.test(error.message)) return undefined;
    throw error;
  }
}

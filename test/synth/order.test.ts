import { ApiObject, App, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import fc from 'fast-check';
import { render } from '../../src/synth';

function configMap(scope: Construct, name: string): ApiObject {
  return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop' } });
}

function names(app: App): string[] {
  return render(app).map(({ metadata }) => metadata.name);
}

test('objects without dependencies keep the order of the construct tree', () => {
  const app = new App();
  for (const id of ['b', 'a']) {
    const chart = new Chart(app, id);
    configMap(chart, `${id}2`);
    configMap(chart, `${id}1`);
  }
  expect(names(app)).toEqual(['b2', 'b1', 'a2', 'a1']);
});

test('a dependency on a construct holds for all objects in it, and for all objects of the one that depends', () => {
  const app = new App();
  const first = new Construct(new Chart(app, 'one'), 'group');
  const second = new Construct(new Chart(app, 'two'), 'group');
  first.node.addDependency(second);
  configMap(first, 'a');
  configMap(new Construct(first, 'deep'), 'b');
  configMap(second, 'c');
  configMap(new Construct(second, 'deep'), 'd');
  expect(names(app)).toEqual(['c', 'd', 'a', 'b']);
});

test('a chart may depend on an object of its own: all others in it wait', () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  configMap(chart, 'a');
  const group = new Construct(chart, 'group');
  configMap(group, 'b');
  const namespace = configMap(group, 'z');
  configMap(new Chart(app, 'other'), 'o');
  chart.addDependency(namespace);
  expect(names(app)).toEqual(['z', 'a', 'b', 'o']);
});

test('an object may depend on the chart around it: on everything else in it', () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  const last = configMap(new Construct(chart, 'group'), 'last');
  configMap(chart, 'a');
  configMap(new Construct(chart, 'more'), 'b');
  last.addDependency(chart);
  expect(names(app)).toEqual(['a', 'b', 'last']);
});

test('an object may depend on the object around it, and on one inside it', () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  const nest = (waits: 'inner' | 'outer') => {
    const outer = configMap(chart, `${waits}-waits`);
    const child = configMap(outer, `${waits}-child`);
    if (waits === 'inner') child.addDependency(outer);
    else outer.addDependency(child);
  };
  nest('inner');
  nest('outer');
  expect(names(app)).toEqual(['inner-waits', 'inner-child', 'outer-child', 'outer-waits']);
});

test('charts in a chart do not wait for each other, also after stock synthesis has said that the chart waits for each', () => {
  const app = new App();
  const outer = new Chart(app, 'outer');
  configMap(outer, 'own');
  for (const id of ['one', 'two']) configMap(new Chart(outer, id), id);
  expect(names(app)).toEqual(['own', 'one', 'two']);
  app.synthYaml();
  expect(names(app)).toEqual(['one', 'two', 'own']);
});

test('a construct that depends on itself waits for nothing', () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  chart.addDependency(chart);
  configMap(chart, 'a');
  configMap(chart, 'b');
  expect(names(app)).toEqual(['a', 'b']);
});

test('rejects a cycle and names its constructs', () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  const [a, b, c] = [configMap(chart, 'a'), configMap(chart, 'b'), configMap(chart, 'c')];
  a.addDependency(b);
  b.addDependency(c);
  c.addDependency(a);
  expect(() => render(app)).toThrow('[shop/a] depends on itself: shop/a -> shop/b -> shop/c -> shop/a; remove one');
});

test('rejects a cycle through charts and names them', () => {
  const app = new App();
  const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
  const a = configMap(one, 'a');
  configMap(two, 'b').addDependency(a);
  one.addDependency(two);
  expect(() => render(app)).toThrow('depends on itself: one/a -> one -> two -> two/b -> one/a;');
});

test('rejects two objects of one identity, in whatever version, and names both constructs', () => {
  const app = new App();
  const [one, two] = [new Chart(app, 'one'), new Chart(app, 'two')];
  const metadata = { name: 'api', namespace: 'shop' };
  new ApiObject(one, 'x', { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', metadata });
  new ApiObject(two, 'y', { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata });
  expect(() => render(app)).toThrow(
    '[two/y] is autoscaling HorizontalPodAutoscaler shop/api, and so is [one/x]; give one of them another name',
  );
});

test('names of different kinds, groups and namespaces do not meet', () => {
  const app = new App();
  const chart = new Chart(app, 'shop');
  const object = (id: string, apiVersion: string, kind: string, namespace: string) =>
    new ApiObject(chart, id, { apiVersion, kind, metadata: { name: 'api', namespace } });
  object('a', 'v1', 'Service', 'shop');
  object('b', 'serving.knative.dev/v1', 'Service', 'shop');
  object('c', 'v1', 'Service', 'other');
  object('d', 'v1', 'ConfigMap', 'shop');
  expect(render(app)).toHaveLength(4);
});

test('rejects one cluster-scoped object that two charts with different namespaces make', () => {
  const app = new App();
  for (const namespace of ['a', 'b'])
    new ApiObject(new Chart(app, namespace, { namespace }), 'role', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'reader' },
    });
  expect(() => render(app)).toThrow('[b/role] is rbac.authorization.k8s.io ClusterRole reader, and so is [a/role]');
});

test('rejects a dependency on a construct of another App', () => {
  const chart = new Chart(new App(), 'other');
  const app = new App();
  configMap(new Chart(app, 'shop'), 'a').addDependency(chart);
  expect(() => render(app)).toThrow('[shop/a] depends on other of another construct tree');
});

interface Tree {
  /** The parent of each group, a smaller number; 0 is the chart around all. */
  readonly parents: readonly number[];
  /** The group of each object. */
  readonly objects: readonly number[];
  /** Pairs of constructs, by number among all constructs. */
  readonly dependencies: readonly (readonly [from: number, to: number])[];
}

const trees: fc.Arbitrary<Tree> = fc.integer({ min: 1, max: 12 }).chain((groups) =>
  fc.record({
    parents: fc.tuple(...Array.from({ length: groups }, (_, index) => fc.integer({ min: 0, max: index }))),
    objects: fc.array(fc.integer({ min: 0, max: groups }), { minLength: 2, maxLength: 25 }),
    dependencies: fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 40 }),
  }),
);

/** Builds a tree; adds those dependencies, in the given direction, that lead from later objects to earlier ones only. */
function plant(tree: Tree, direction: 'as given' | 'reversed') {
  const app = new App();
  const groups: Construct[] = [new Chart(app, 'root')];
  tree.parents.forEach((parent, index) => {
    const scope = groups[parent];
    if (scope !== undefined)
      groups.push(index % 3 === 0 ? new Chart(scope, `g${index}`) : new Construct(scope, `g${index}`));
  });
  tree.objects.forEach((group, index) => {
    const scope = groups[group];
    if (scope !== undefined) configMap(scope, `o${index}`);
  });
  const constructs = app.node.findAll().slice(1);
  const pairs = tree.dependencies.flatMap(([from, to]) => {
    const [source, target] = [constructs[from % constructs.length], constructs[to % constructs.length]];
    if (source === undefined || target === undefined) return [];
    const [sources, targets] = [numbersIn(source), numbersIn(target)];
    return Math.min(...sources) > Math.max(...targets) ? [{ source, target, sources, targets }] : [];
  });
  for (const { source, target } of direction === 'reversed' ? pairs.toReversed() : pairs)
    source.node.addDependency(target);
  return { pairs, order: names(app).map(number) };
}

function numbersIn(construct: IConstruct): number[] {
  return construct.node.findAll().flatMap((one) => (ApiObject.isApiObject(one) ? [number(one.name)] : []));
}

function number(name: string): number {
  return Number(name.slice(1));
}

test('every dependency between two constructs of a tree holds for all objects in them, in whatever order it was added', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const { pairs, order } = plant(tree, 'as given');
      expect([...order].sort((a, b) => a - b)).toEqual([...tree.objects.keys()]);
      for (const { sources, targets } of pairs)
        for (const source of sources)
          for (const target of targets) expect(order.indexOf(target)).toBeLessThan(order.indexOf(source));
      expect(plant(tree, 'reversed').order).toEqual(order);
    }),
  );
});

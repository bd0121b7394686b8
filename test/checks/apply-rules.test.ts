import { applyRules } from '../../src/checks/apply-rules';
import { container, deployment, service, shop } from '../../src/checks/examples';
import { ofContainers, ofEverything, ofKinds, ofObjects, ofPods, type Look } from '../../src/checks/look';
import type { RenderedObject } from '../../src/checks/rendered-object';
import { Rendering } from '../../src/checks/rendering';
import type { Rule } from '../../src/checks/rule';

const rule = (id: string, check: Rule['check']): Rule => ({
  id,
  title: 'It is seen.',
  why: 'It is a test.',
  fix: 'look elsewhere',
  severity: 'warning',
  bad: () => ({ objects: [] }),
  good: () => ({ objects: [] }),
  check,
});

const seen = (at: RenderedObject) => [{ at, message: 'is seen' }];
const input = shop([service(), deployment()]);
const found = (...looks: readonly Look[]): string[] =>
  applyRules([rule('seen', looks)], new Rendering(input)).map(({ object }) => object);

const POLICY = 'networking.k8s.io/v1 NetworkPolicy shop/default-deny';
const SERVICE = 'v1 Service shop/api';
const DEPLOYMENT = 'apps/v1 Deployment shop/api';

test('a rule sees the objects of the kinds that it names, and no others', () => {
  expect(found(ofKinds([' Service', 'apps Deployment'], seen))).toEqual([SERVICE, DEPLOYMENT]);
  expect(found(ofKinds(['apps Service'], seen))).toEqual([]);
});

test('a rule about pods sees what makes them', () => {
  expect(found(ofPods(({ object }) => seen(object)))).toEqual([DEPLOYMENT]);
});

test('a rule about containers sees each of them, and what its first look found at an object comes first', () => {
  const two = shop([deployment({ pod: { containers: [container(), container({ name: 'proxy' })] } })]);
  const named = ofContainers(({ name }, { object: at }) => [{ at, message: name }]);
  const pods = ofPods(({ object: at }) => [{ at, message: 'the pod' }]);
  const messages = (...looks: readonly Look[]) =>
    applyRules([rule('named', looks)], new Rendering(two)).map(({ message }) => message);
  expect(messages(named, pods)).toEqual(['api', 'proxy', 'the pod']);
  expect(messages(pods, named)).toEqual(['the pod', 'api', 'proxy']);
});

test('a rule about objects sees them all, and one about everything sees them at once', () => {
  expect(found(ofObjects(seen))).toEqual([POLICY, SERVICE, DEPLOYMENT]);
  expect(found(ofEverything(({ objects }) => objects.flatMap(seen)))).toEqual([POLICY, SERVICE, DEPLOYMENT]);
});

test('of a thousand objects of several kinds each is seen once by each look, and findings are in their order', () => {
  const objects = Array.from({ length: 1000 }, (_, index) => {
    const { manifest } = index % 3 === 0 ? deployment() : service();
    return { path: String(index), manifest };
  });
  const withPods = objects.filter((_, index) => index % 3 === 0);
  const paths = (look: Look) =>
    applyRules([rule('seen', look)], new Rendering({ objects })).map((finding) => finding.path);
  const all = objects.map(({ path }) => path);
  const ofDeployments = withPods.map(({ path }) => path);
  expect(paths(ofObjects(seen))).toEqual(all);
  expect(paths(ofKinds([' Service', 'apps Deployment'], seen))).toEqual(all);
  expect(paths(ofKinds(['apps Deployment'], seen))).toEqual(ofDeployments);
  expect(paths(ofPods(({ object }) => seen(object)))).toEqual(ofDeployments);
  expect(paths(ofContainers((_, { object }) => seen(object)))).toEqual(ofDeployments);
});

test('findings come in the order of the rules and then of the objects, however they were found', () => {
  const backwards = rule(
    'backwards',
    ofEverything(({ objects }) => [...objects].reverse().flatMap(seen)),
  );
  const both = rule('both', [ofPods(({ object }) => seen(object)), ofKinds([' Service'], seen)]);
  const findings = applyRules([backwards, both], new Rendering(input));
  expect(findings.map((finding) => [finding.rule, finding.object])).toEqual([
    ['backwards', POLICY],
    ['backwards', SERVICE],
    ['backwards', DEPLOYMENT],
    ['both', SERVICE],
    ['both', DEPLOYMENT],
  ]);
});

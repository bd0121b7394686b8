import fc from 'fast-check';
import { Rendering } from '../../src/checks/rendering';
import { selects } from '../../src/checks/selector';
import { deployment, object, token } from './objects';

const value = fc.constantFrom('a', 'b', token(1), token(2));
const labels = fc.dictionary(fc.constantFrom('app', 'tier', 'zone'), value, { maxKeys: 3 });
const namespace = fc.constantFrom('shop', 'other', token(1));

test('the pods that a selector selects are those that a look at every one of them finds', () => {
  const pods = fc.array(fc.record({ namespace, labels }), { maxLength: 8 });
  fc.assert(
    fc.property(pods, namespace, labels, (all, place, matchLabels) => {
      const rendering = new Rendering({
        objects: all.map((one, index) => deployment({ ...one, name: `pod-${index}` })),
      });
      const selected = rendering.selectedPods(place, { matchLabels });
      const oneByOne = rendering.podOwners.filter(
        (owner) =>
          owner.object.namespace === place &&
          owner.labels !== undefined &&
          selects({ matchLabels }, owner.labels) === 'yes',
      );
      expect(new Set(selected)).toEqual(new Set(oneByOne));
      expect(selected).toHaveLength(oneByOne.length);
    }),
  );
});

test('an object is found by group, kind, namespace and name', () => {
  const rendering = new Rendering({
    objects: [object('apps/v1', 'Deployment', {}, {}), object('acme.dev/v1', 'Deployment', { name: 'other' }, {})],
  });
  expect(rendering.find('apps', 'Deployment', 'shop', 'api')).toBeDefined();
  expect(rendering.find('acme.dev', 'Deployment', 'shop', 'api')).toBeUndefined();
  expect(rendering.find('apps', 'Deployment', 'other', 'api')).toBeUndefined();
});

test('whether an object is there is unknown exactly where a token decides', () => {
  const has = (there: { name?: string; namespace?: string }, wanted: { name: string; namespace: string }) =>
    new Rendering({ objects: [object('v1', 'Secret', there, {})] }).has('', 'Secret', wanted.namespace, wanted.name);
  expect(has({}, { name: 'api', namespace: 'shop' })).toBe('yes');
  expect(has({}, { name: 'web', namespace: 'shop' })).toBe('no');
  expect(has({ name: token(1) }, { name: 'web', namespace: 'shop' })).toBe('unknown');
  expect(has({ name: token(1) }, { name: 'web', namespace: 'other' })).toBe('no');
  expect(has({ namespace: token(1) }, { name: 'api', namespace: 'shop' })).toBe('unknown');
  expect(has({}, { name: token(1), namespace: 'shop' })).toBe('unknown');
  expect(has({ name: token(1) }, { name: token(1), namespace: 'shop' })).toBe('yes');
  expect(has({}, { name: 'api', namespace: token(1) })).toBe('unknown');
});

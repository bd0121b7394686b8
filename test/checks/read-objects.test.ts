import fc from 'fast-check';
import { check, examine, rules } from '../../src/checks/check';
import { ReadObjects } from '../../src/checks/read-objects';
import { emit } from '../../src/synth/emit';
import { isManifest } from '../../src/synth/manifest';
import { object } from './objects';

const specOf = (summary: string) => ({ groups: [{ name: 'api', rules: [{ summary }] }] });
const alerts = (summary: string) => object('monitoring.coreos.com/v1', 'PrometheusRule', {}, { spec: specOf(summary) });
const written = (one: ReturnType<typeof object>) => ({ ...one, yaml: emit([one.manifest]) });
const rulesFound = (one: ReturnType<typeof object>) =>
  examine({ objects: new ReadObjects([written(one)]) }).findings.map(({ rule }) => rule);

test('of a written object of a kind whose content no rule reads, the head alone is held', () => {
  const [whole] = new ReadObjects([alerts('burns')]).all;
  const [head] = new ReadObjects([written(alerts('burns'))]).all;
  expect(whole).toMatchObject({ name: 'api', namespace: 'shop', spec: specOf('burns') });
  expect(head).toMatchObject({ name: 'api', namespace: 'shop', kind: 'PrometheusRule', spec: {}, manifest: {} });
});

test('all versions of a kind are one kind, and kinds stand as they come up', () => {
  const { kinds } = new ReadObjects([
    object('autoscaling/v2', 'HorizontalPodAutoscaler', {}, {}),
    object('v1', 'Service', {}, {}),
    object('autoscaling/v1', 'HorizontalPodAutoscaler', {}, {}),
    object('autoscaling.example.com/v1', 'HorizontalPodAutoscaler', {}, {}),
  ]);
  expect(kinds.map(({ type, objects }) => [type, objects.map(({ position }) => position)])).toEqual([
    ['autoscaling HorizontalPodAutoscaler', [0, 2]],
    [' Service', [1]],
    ['autoscaling.example.com HorizontalPodAutoscaler', [3]],
  ]);
});

test.each(rules().flatMap(({ id, bad, good }) => [[id, 'refuses', bad] as const, [id, 'accepts', good] as const]))(
  'what %s %s is the same when it is written already',
  (_id, _verb, input) => {
    const objects = new ReadObjects(
      input.objects.map((one) => (isManifest(one.manifest) ? { ...one, yaml: emit([one.manifest]) } : one)),
    );
    expect(examine({ ...input, objects }).findings).toEqual(check(input));
  },
);

test('a credential in such an object is found all the same', () => {
  expect(rulesFound(alerts('see https://ops:kR8-example@wiki.example.com'))).toContain('plain-text-secret');
  expect(rulesFound(alerts('see https://wiki.example.com, or ask ops@example.com'))).not.toContain('plain-text-secret');
});

test('what is too large is told of written objects, counted in bytes', () => {
  const settings = (size: number) => object('v1', 'ConfigMap', {}, { data: { text: 'ä€'.repeat(size) } });
  // five bytes in two characters
  const most = Math.floor((1024 * 1024) / 5);
  expect(rulesFound(settings(most))).not.toContain('object-too-large');
  expect(rulesFound(settings(most + 1))).toContain('object-too-large');
});

test('annotations that are too large are told of written objects, counted in bytes', () => {
  const { path, manifest } = object('v1', 'ConfigMap', {}, {});
  const noted = (size: number) => ({
    path,
    manifest: { ...manifest, metadata: { ...manifest.metadata, annotations: { a: '€'.repeat(size) } } },
  });
  // a key of one byte, and three bytes for each character
  const most = Math.floor((256 * 1024 - 1) / 3);
  expect(rulesFound(noted(most))).not.toContain('annotations-too-large');
  expect(rulesFound(noted(most + 1))).toContain('annotations-too-large');
});

test('the texts of an object never have more bytes than its YAML tells', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (annotations) => {
      const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'api', annotations } };
      const [read] = new ReadObjects([{ path: 'app/api', manifest, yaml: emit([manifest]) }]).all;
      expect(read?.mostBytes).toBeGreaterThanOrEqual(Buffer.byteLength(Object.entries(annotations).flat().join('')));
    }),
  );
});

import { check } from 'seaworthy/checks';
import { mockStack, type MockResource } from 'seaworthy/testing/pulumi';
import { renderService as renderPlain } from '../../bench/subjects/plain-chart';
import { renderService } from '../../bench/subjects/seaworthy-chart';
import { twentyObjects } from '../../bench/subjects/synthesis/twenty-objects';
import { WRITERS } from '../../bench/subjects/synthesis/writers';
import { isManifest } from '../../src/synth/manifest';
import { everyReader, readByAll } from '../synth/readers';

const byKind = (objects: readonly { kind: string }[]) =>
  [...objects].sort((one, other) => (one.kind < other.kind ? -1 : 1));

test('the two charts of the snapshot benchmark render the same objects', () => {
  expect(byKind(renderService('service-1'))).toEqual(byKind(renderPlain('service-1')));
});

test('the two programs of the deployment benchmark register the same 500 objects', async () => {
  const config = { kubeconfig: 'apiVersion: v1' };
  const specs = async (program: string): Promise<string[]> => {
    const { resources } = await mockStack({ config }, () => {
      jest.requireActual(`../../bench/subjects/${program}`);
    });
    return resources.filter(({ type }) => type.startsWith('kubernetes:')).map(specOf);
  };
  const without = await specs('plain-program');
  expect(without).toHaveLength(500);
  expect((await specs('seaworthy-program')).sort()).toEqual(without.sort());
  // a thousand registrations take long on a busy machine
}, 120_000);

/** What of a resource both sides have: each side has a namespace of its own. */
function specOf({ type, inputs }: MockResource): string {
  return JSON.stringify([type, inputs]).replaceAll('bench-without', 'bench').replaceAll('bench-with', 'bench');
}

test('the charts of the synthesis benchmark hold to every rule that is an error', () => {
  const objects = [0, 1].flatMap((index) =>
    twentyObjects(`service-${index}`, 'team').map((manifest) => ({ path: `service-${index}`, manifest })),
  );
  expect(check({ objects }).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('the two writers of the emitter benchmark write the same data', () => {
  const objects = twentyObjects('service-1', 'team').filter(isManifest);
  expect(objects).toHaveLength(20);
  for (const write of Object.values(WRITERS)) expect(readByAll(write(objects))).toEqual(everyReader(objects));
});

import type { JsonObject } from '../../../sandbox/plugins/protocol/json';
import type { DiffResult } from '../../../sandbox/plugins/resource-kubernetes/operations/diff';
import { replacingUnready } from '../../../sandbox/plugins/resource-kubernetes/operations/replace-unready';
import { FakeApi, refusal } from './fake-api';

const NOTHING: DiffResult = { changes: [], replaces: [], deleteBeforeReplace: false };

function job(annotations: JsonObject, kind = 'Job', apiVersion = 'batch/v1'): JsonObject {
  return { apiVersion, kind, metadata: { name: 'task', namespace: 'shop', annotations } };
}

const ASKED = { 'pulumi.com/replaceUnready': 'true' };
const status = (type: string): JsonObject => ({ status: { conditions: [{ type, status: 'True' }] } });

async function result(news: JsonObject, live: JsonObject | undefined): Promise<{ result: DiffResult; warned: string }> {
  let warned = '';
  const api = new FakeApi(() => {
    if (live === undefined) throw refusal(404, 'gone');
    return live;
  });
  const log = { ...api.cluster().log, warn: (message: string) => (warned += message) };
  return { result: await replacingUnready(NOTHING, { objects: api.objects, log }, 'urn', news), warned };
}

test('a Job that failed is made anew, in place of the old one', async () => {
  const { result: found } = await result(job(ASKED), status('Failed'));
  expect(found.replaces).toEqual(['metadata.annotations["pulumi.com/replaceUnready"]']);
  expect(found.deleteBeforeReplace).toBe(true);
});

test.each([
  ['that is complete', job(ASKED), status('Complete')],
  ['that does not ask for it', job({}), status('Failed')],
  ['that is gone', job(ASKED), undefined],
])('a Job %s stays', async (_, news, live) => {
  expect((await result(news, live)).result).toEqual(NOTHING);
});

test('another kind stays, and the user hears that the annotation does nothing', async () => {
  const { result: found, warned } = await result(job(ASKED, 'Deployment', 'apps/v1'), {});
  expect(found).toEqual(NOTHING);
  expect(warned).toContain('not supported for this kind; allowed: batch/v1 Job');
});

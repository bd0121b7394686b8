import type { JsonObject } from '../../../sandbox/plugins/protocol/json';
import { previewCreate } from '../../../sandbox/plugins/resource-kubernetes/preview';
import { FakeApi, refusal } from './fake-api';

const SERVICE: JsonObject = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'db', namespace: 'shop' } };

/** An API server that holds `db` already, and finds something wrong with it, or with any Service. */
function refusing(problems: Readonly<Record<string, string>>): FakeApi {
  return new FakeApi(({ path, body }) => {
    const problem = problems[path.slice(path.lastIndexOf('/') + 1)];
    if (problem !== undefined) throw refusal(422, problem);
    return body as JsonObject;
  });
}

const preview = ({ objects }: FakeApi): ReturnType<typeof previewCreate> => previewCreate(objects, SERVICE, 'manager');

test('a new object is shown as the API server would make it', async () => {
  expect(await preview(refusing({}))).toEqual(SERVICE);
});

test('a replacement goes on where only together with the old object it is invalid', async () => {
  // what Kubernetes 1.36 says of a headless Service that gets an address: two families were chosen for the old one
  const mixed = 'Service "db" is invalid: spec.ipFamilyPolicy: Invalid value: "RequireDualStack": not configured';
  expect(await preview(refusing({ db: mixed }))).toBeUndefined();
});

test('what is invalid in itself is refused under its own name', async () => {
  const wrong = refusing({
    db: 'Service "db" is invalid: ports',
    'db-preview': 'Service "db-preview" is invalid: ports',
  });
  await expect(preview(wrong)).rejects.toThrow('Service "db" is invalid: ports');
});

test('of a replacement that is invalid in itself the reason is told, not that the old object cannot be changed', async () => {
  const wrong = refusing({ db: 'db: field is immutable', 'db-preview': 'ports: Required value' });
  await expect(preview(wrong)).rejects.toThrow('ports: Required value');
});

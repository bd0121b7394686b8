import { at, type JsonObject } from '../../../sandbox/plugins/protocol/json';
import { secret, UNKNOWN } from '../../../sandbox/plugins/protocol/property-map';
import { create, createPreview } from '../../../sandbox/plugins/resource-kubernetes/operations/create';
import { read } from '../../../sandbox/plugins/resource-kubernetes/operations/read';
import { remove } from '../../../sandbox/plugins/resource-kubernetes/operations/remove';
import { update, updatePreview } from '../../../sandbox/plugins/resource-kubernetes/operations/update';
import { DetailedError } from '../../../sandbox/plugins/protocol/serve';
import { FakeApi, refusal } from './fake-api';

const URN = 'urn:pulumi:dev::shop::kubernetes:core/v1:ConfigMap::a';
const PATH = '/api/v1/namespaces/shop/configmaps/a';
const INPUTS: JsonObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'shop' },
  data: { x: '1' },
};
const OLDS: JsonObject = {
  ...INPUTS,
  __inputs: INPUTS,
  __fieldManager: 'pulumi-kubernetes-1',
  __initialApiVersion: 'v1',
};
const MISSING = refusal(404, 'configmaps "a" not found');

function methods(api: FakeApi): string[] {
  return api.requests.map(({ method, query }) => method + (query?.dryRun === undefined ? '' : ' dry'));
}

/** An API server on which the object is, and that accepts what is applied. */
function accepting(): FakeApi {
  return new FakeApi(({ body }) => (body === undefined ? INPUTS : (body as JsonObject)));
}

/** An API server without the object, that accepts what is applied. */
function empty(): FakeApi {
  return new FakeApi(({ method, body }) => {
    if (method === 'GET') throw MISSING;
    return body as JsonObject;
  });
}

const GOING = { name: 'a', namespace: 'shop', uid: 'old', deletionTimestamp: '2026-01-01T00:00:00Z' };

/** An API server on which the object is being deleted: it is gone at the second look, and can be made after that. */
function leaving(): FakeApi {
  const old = { ...INPUTS, metadata: GOING };
  let looks = 0;
  return new FakeApi(({ method, body }) => {
    if (method === 'PATCH') return looks < 2 ? old : (body as JsonObject);
    looks += 1;
    if (looks === 2) throw MISSING;
    return old;
  });
}

describe('creating', () => {
  test('applies on the server as a manager of its own, by force never', async () => {
    const api = empty();
    const made = await create(api.cluster(), { urn: URN, inputs: INPUTS, timeout: 0 });
    expect(methods(api)).toEqual(['GET', 'PATCH']);
    expect(api.requests[1]).toMatchObject({
      path: PATH,
      contentType: 'application/apply-patch+yaml',
      query: { force: 'false', fieldManager: expect.stringMatching(/^pulumi-kubernetes-[0-9a-f]{8}$/) as string },
    });
    expect(made.id).toBe('shop/a');
    expect(made.state.__inputs).toEqual(INPUTS);
  });

  test('rejects an object that exists, in the words of the API server', async () => {
    const creating = create(accepting().cluster(), { urn: URN, inputs: INPUTS, timeout: 0 });
    await expect(creating).rejects.toThrow(/was not successfully created.*configmaps "a" already exists/);
  });

  test('takes an existing object over where the provider is told so', async () => {
    const api = accepting();
    await create(api.cluster({ upsertExistingObjects: 'true' }), { urn: URN, inputs: INPUTS, timeout: 0 });
    expect(methods(api)).toEqual(['PATCH']);
  });

  test('waits for a namespace that is on its way', async () => {
    let attempts = 0;
    const api = new FakeApi(({ body }) => {
      attempts += 1;
      if (attempts === 1) throw refusal(404, 'namespaces "shop" not found');
      return body as JsonObject;
    });
    const upsert = api.cluster({ upsertExistingObjects: 'true' });
    expect((await create(upsert, { urn: URN, inputs: INPUTS, timeout: 0 })).id).toBe('shop/a');
    expect(attempts).toBe(2);
  });

  test('ends when the user cancels while something is on its way, and makes nothing any more', async () => {
    const cancellation = new AbortController();
    const api = new FakeApi(() => {
      cancellation.abort();
      throw refusal(404, 'namespaces "shop" not found');
    });
    const cluster = { ...api.cluster({ upsertExistingObjects: 'true' }), signal: cancellation.signal };
    await expect(create(cluster, { urn: URN, inputs: INPUTS, timeout: 0 })).rejects.toThrow('not found');
    expect(methods(api)).toEqual(['PATCH']);
  });

  test('waits for an object of its name that is being deleted, and makes it after that', async () => {
    const api = leaving();
    const upsert = api.cluster({ upsertExistingObjects: 'true' });
    const made = await create(upsert, { urn: URN, inputs: INPUTS, timeout: 0 });
    expect(methods(api)).toEqual(['PATCH', 'GET', 'GET', 'PATCH']);
    expect(made.state.metadata).toEqual(INPUTS.metadata);
  });

  test('rejects an object that cannot be made because what it is to replace does not go, with what holds that', async () => {
    const metadata = { ...GOING, finalizers: ['a.example/guard'] };
    const api = new FakeApi(() => ({ ...INPUTS, metadata }));
    const upsert = api.cluster({ upsertExistingObjects: 'true' });
    await expect(create(upsert, { urn: URN, inputs: INPUTS, timeout: 0.1 })).rejects.toThrow(
      /was not successfully created.*'a' timed out after 0.1 s waiting to be deleted\nit has the finalizer a.example\/guard/,
    );
  });

  test('rejects a conflict with the name of the other manager and what to do', async () => {
    const causes = [{ message: 'conflict with "helm" using v1', field: '.data.x' }];
    const api = new FakeApi(() => {
      throw refusal(409, 'Apply failed with 1 conflict: conflict with "helm" using v1: .data.x', { causes });
    });
    const creating = create(api.cluster({ upsertExistingObjects: 'true' }), { urn: URN, inputs: INPUTS, timeout: 0 });
    await expect(creating).rejects.toThrow(/conflict with "helm".*pulumi.com\/patchForce/);
  });

  test('never tells a secret that the API server quotes', async () => {
    const api = new FakeApi(({ body }) => {
      throw refusal(422, `Invalid value: "${JSON.stringify(at(body, 'data', 'x'))}"`);
    });
    const inputs = { ...INPUTS, data: { x: secret('canary-0f9d') } };
    const creating = create(api.cluster({ upsertExistingObjects: 'true' }), { urn: URN, inputs, timeout: 0 });
    await expect(creating).rejects.toThrow(/\[secret\]/);
    await expect(creating).rejects.not.toThrow(/canary/);
  });

  test('records an object that does not become ready, with the reasons', async () => {
    const status = {
      conditions: [{ type: 'Failed', status: 'True', reason: 'DeadlineExceeded', message: 'too long' }],
    };
    const job: JsonObject = { ...INPUTS, apiVersion: 'batch/v1', kind: 'Job' };
    const api = new FakeApi(() => ({ ...job, status }));
    const creating = create(api.cluster({ upsertExistingObjects: 'true' }), { urn: URN, inputs: job, timeout: 0 });
    await expect(creating).rejects.toBeInstanceOf(DetailedError);
    await expect(creating).rejects.toThrow(/was successfully created, but .*'a' failed\n\[DeadlineExceeded\] too long/);
  });

  test('does not wait where the object says so', async () => {
    const metadata = { name: 'a', namespace: 'shop', annotations: { 'pulumi.com/skipAwait': 'true' } };
    const job: JsonObject = { ...INPUTS, apiVersion: 'batch/v1', kind: 'Job', metadata };
    const made = await create(empty().cluster(), { urn: URN, inputs: job, timeout: 0 });
    expect(made.id).toBe('shop/a');
  });
});

describe('a preview of creating', () => {
  test('asks the API server and changes nothing', async () => {
    const api = empty();
    const made = await createPreview(api.cluster(), { urn: URN, inputs: INPUTS, timeout: 0 });
    expect(methods(api)).toEqual(['PATCH dry']);
    expect(made.id).toBe('');
  });

  test('asks nobody while a value is not known', async () => {
    const api = empty();
    const inputs = { ...INPUTS, data: { x: UNKNOWN } };
    expect((await createPreview(api.cluster(), { urn: URN, inputs, timeout: 0 })).state).toEqual(inputs);
    expect(api.requests).toEqual([]);
  });

  test('rejects what the API server refuses', async () => {
    const api = new FakeApi(() => {
      throw refusal(403, 'pods "a" is forbidden: violates PodSecurity "restricted:latest"');
    });
    const creating = createPreview(api.cluster(), { urn: URN, inputs: INPUTS, timeout: 0 });
    await expect(creating).rejects.toThrow('violates PodSecurity');
  });

  test.each([
    ['its namespace', 404, 'namespaces "shop" not found'],
    [
      'its ServiceAccount',
      403,
      'pods "a" is forbidden: error looking up service account shop/a: serviceaccount "a" not found',
    ],
    ['its PriorityClass', 403, 'pods "a" is forbidden: no PriorityClass with name high was found'],
    [
      'the right to ask',
      403,
      'configmaps "a" is forbidden: User "ci" cannot patch resource "configmaps" in API group ""',
    ],
  ])('goes on without %s, which may be there when the time comes', async (_, code, message) => {
    const api = new FakeApi(() => {
      throw refusal(code, message);
    });
    expect(await createPreview(api.cluster(), { urn: URN, inputs: INPUTS, timeout: 0 })).toEqual({
      id: '',
      state: INPUTS,
    });
  });

  test('goes on without a kind that the API server does not have yet', async () => {
    const api = new FakeApi(() => {
      throw refusal(404, 'the server could not find the requested resource');
    });
    const inputs = { ...INPUTS, apiVersion: 'example.com/v1', kind: 'Thing' };
    expect((await createPreview(api.cluster(), { urn: URN, inputs, timeout: 0 })).state).toEqual(inputs);
  });

  test('of a replacement asks under another name: the old object is still there', async () => {
    const api = new FakeApi(({ path, body }) => {
      if (path === PATH) throw refusal(422, 'ConfigMap "a" is invalid: data: Forbidden: field is immutable');
      return body as JsonObject;
    });
    await createPreview(api.cluster(), { urn: URN, inputs: INPUTS, timeout: 0 });
    expect(api.requests.map(({ path }) => path)).toEqual([PATH, `${PATH}-preview`]);
  });
});

describe('updating', () => {
  const input = { urn: URN, id: 'shop/a', olds: OLDS, inputs: INPUTS, ignoreChanges: [], timeout: 0 };
  const managed = (manager: string): JsonObject => ({
    ...INPUTS,
    metadata: { name: 'a', namespace: 'shop', managedFields: [{ manager, operation: 'Update', fieldsV1: {} }] },
  });

  test('applies as the manager that made the object', async () => {
    const api = accepting();
    const state = await update(api.cluster(), input);
    expect(methods(api)).toEqual(['GET', 'PATCH']);
    expect(api.requests[1]?.query).toEqual({ fieldManager: 'pulumi-kubernetes-1', force: 'false' });
    expect(state.__fieldManager).toBe('pulumi-kubernetes-1');
  });

  test("takes a person's changes over first", async () => {
    const api = new FakeApi(() => managed('kubectl-edit'));
    await update(api.cluster(), input);
    expect(api.requests.map(({ contentType }) => contentType)).toEqual([
      undefined,
      'application/json-patch+json',
      'application/apply-patch+yaml',
    ]);
  });

  test('previews a change against a person by force, and against a controller not at all', async () => {
    const conflicting = (manager: string): FakeApi =>
      new FakeApi(({ method, query, body }) => {
        if (method === 'GET') return managed(manager);
        if (query?.force === 'true') return body as JsonObject;
        const causes = [{ message: `conflict with "${manager}" using v1` }];
        throw refusal(409, `Apply failed with 1 conflict: conflict with "${manager}"`, { causes });
      });
    const byPerson = conflicting('kubectl-edit');
    await updatePreview(byPerson.cluster(), input);
    expect(methods(byPerson)).toEqual(['GET', 'PATCH dry', 'PATCH dry']);
    await expect(updatePreview(conflicting('hpa').cluster(), input)).rejects.toThrow('conflict with "hpa"');
  });

  test("takes a person's changes over also when the object's controller writes to it in between", async () => {
    let handovers = 0;
    const api = new FakeApi(({ contentType }) => {
      if (contentType === 'application/json-patch+json' && ++handovers < 3) {
        throw refusal(422, 'testing value /metadata/resourceVersion failed: test failed');
      }
      return managed('kubectl-edit');
    });
    await update(api.cluster(), input);
    expect(methods(api)).toEqual(['GET', 'PATCH', 'GET', 'PATCH', 'GET', 'PATCH', 'PATCH']);
  });

  test('rejects a change when ownership cannot be had, in the words of the API server', async () => {
    const api = new FakeApi(({ contentType }) => {
      if (contentType === 'application/json-patch+json') throw refusal(422, 'test failed');
      return managed('kubectl-edit');
    });
    await expect(update(api.cluster(), input)).rejects.toThrow(/update of resource .* failed: test failed/);
  });

  test('makes an object anew that is being deleted, once it is gone', async () => {
    const api = leaving();
    const state = await update(api.cluster(), input);
    expect(methods(api)).toEqual(['GET', 'GET', 'PATCH']);
    expect(state.metadata).toEqual(INPUTS.metadata);
  });

  test('makes an object anew that was being deleted when it was last seen, and is gone by now', async () => {
    const api = empty();
    const going = { ...OLDS, metadata: GOING };
    expect(await updatePreview(api.cluster(), { ...input, olds: going })).toEqual(INPUTS);
    const state = await update(api.cluster(), { ...input, olds: going });
    expect(methods(api)).toEqual(['GET', 'PATCH']);
    expect(state.metadata).toEqual(INPUTS.metadata);
  });

  test('rejects an object that is gone', async () => {
    await expect(update(empty().cluster(), input)).rejects.toThrow('configmaps "a" not found');
  });
});

describe('reading', () => {
  const input = { urn: URN, id: 'shop/a', olds: OLDS, inputs: INPUTS };

  test('gives the inputs as the cluster has them now', async () => {
    const api = new FakeApi(() => ({ ...INPUTS, data: { x: 'by hand', y: 'not ours' } }));
    expect((await read(api.cluster(), input))?.inputs.data).toEqual({ x: 'by hand' });
  });

  test('finds nothing where the object is gone', async () => {
    expect(await read(empty().cluster(), input)).toBeUndefined();
  });

  test('imports an object that the program did not make, by its identifier', async () => {
    const live = { ...INPUTS, metadata: { name: 'a', namespace: 'shop', uid: '1' }, status: {} };
    const api = new FakeApi(() => live);
    const seen = await read(api.cluster(), { ...input, olds: {}, inputs: {} });
    expect(api.requests[0]?.path).toBe(PATH);
    expect(seen?.inputs).toEqual(INPUTS);
  });

  test('records an object that is being deleted as not ready, so that the next update makes it anew', async () => {
    const api = new FakeApi(() => ({ ...INPUTS, metadata: GOING }));
    await expect(read(api.cluster(), input)).rejects.toThrow(/is not ready\nit is being deleted/);
  });

  test('records an object that is not ready, with the reasons', async () => {
    const job: JsonObject = { ...INPUTS, apiVersion: 'batch/v1', kind: 'Job' };
    const api = new FakeApi(() => ({ ...job, status: { failed: 1 } }));
    await expect(read(api.cluster(), { ...input, inputs: job })).rejects.toThrow(
      /is not ready\nthe Job is not complete/,
    );
  });
});

describe('deleting', () => {
  const input = { urn: URN, olds: OLDS, timeout: 0 };

  test('waits until the object is gone', async () => {
    let looks = 0;
    const api = new FakeApi(({ method }) => {
      if (method === 'DELETE') return {};
      looks += 1;
      if (looks === 3) throw MISSING;
      return INPUTS;
    });
    await remove(api.cluster(), input);
    expect(looks).toBe(3);
    expect(api.requests[0]).toMatchObject({ method: 'DELETE', path: PATH, query: { propagationPolicy: 'Foreground' } });
  });

  test('takes an object that is gone already for deleted', async () => {
    await expect(remove(empty().cluster(), input)).resolves.toBeUndefined();
  });

  test('takes another object of the same name for none of its business', async () => {
    const other = { ...INPUTS, metadata: { name: 'a', namespace: 'shop', uid: 'other' } };
    const api = new FakeApi(() => other);
    await remove(api.cluster(), input);
    expect(methods(api)).toEqual(['DELETE', 'GET']);
  });

  test('rejects an object that does not go in time, with what holds it', async () => {
    const metadata = { name: 'a', namespace: 'shop', finalizers: ['a.example/guard'] };
    const api = new FakeApi(() => ({ ...INPUTS, metadata }));
    await expect(remove(api.cluster(), { ...input, timeout: 0.1 })).rejects.toThrow(
      /'a' timed out after 0.1 s waiting to be deleted\nit has the finalizer a.example\/guard/,
    );
  });

  test('does not wait where the object says so', async () => {
    const metadata = { name: 'a', namespace: 'shop', annotations: { 'pulumi.com/skipAwait': 'true' } };
    const api = new FakeApi(() => INPUTS);
    const pod = { ...INPUTS, kind: 'Pod' };
    await remove(api.cluster(), { ...input, olds: { ...OLDS, ...pod, __inputs: { ...pod, metadata } } });
    expect(methods(api)).toEqual(['DELETE']);
  });
});

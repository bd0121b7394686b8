import type { ApiRequest, Send } from '../../../sandbox/plugins/resource-kubernetes/api-client';
import { apiError, UnreachableError } from '../../../sandbox/plugins/resource-kubernetes/api-error';
import { Discovery } from '../../../sandbox/plugins/resource-kubernetes/discovery';
import { withRetries } from '../../../sandbox/plugins/resource-kubernetes/retries';

const GET: ApiRequest = { method: 'GET', path: '/version' };
const APPLY: ApiRequest = { method: 'PATCH', path: '/x', contentType: 'application/apply-patch+yaml' };
const JSON_PATCH: ApiRequest = { method: 'PATCH', path: '/x', contentType: 'application/json-patch+json' };

const lost = (code: string): Error => new UnreachableError('https://a.example', code, new Error(code));

/** Fails as often as there are errors, then answers. Records the pauses in between, in milliseconds. */
async function outcome(
  request: ApiRequest,
  errors: readonly Error[],
  controller = new AbortController(),
): Promise<{ pauses: number[]; ended: string }> {
  const pauses: number[] = [];
  let calls = 0;
  const send: Send = () => {
    const error = errors[calls];
    calls += 1;
    return error === undefined ? Promise.resolve({}) : Promise.reject(error);
  };
  const pause = (milliseconds: number): Promise<void> => {
    pauses.push(milliseconds);
    return Promise.resolve();
  };
  const ended = await withRetries(send, controller.signal, { pause })(request).then(
    () => 'answered',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  );
  return { pauses, ended };
}

test('waits as long as the API server asks for, and sends again', async () => {
  const throttled = [apiError(429, 'slow down', 7), apiError(429, 'slow down'), apiError(503, 'starting', 2)];
  expect(await outcome(GET, throttled)).toEqual({ pauses: [7000, 1000, 2000], ended: 'answered' });
});

test('gives up after ten delays, in the words of the API server', async () => {
  const { pauses, ended } = await outcome(GET, Array<Error>(20).fill(apiError(429, 'slow down', 1)));
  expect(pauses).toHaveLength(10);
  expect(ended).toContain('slow down');
});

test.each([
  ['a refusal', GET, apiError(403, 'no')],
  ['a failure without Retry-After', GET, apiError(500, 'oops')],
  ['a name that is not known', GET, lost('ENOTFOUND')],
  ['a patch that may have been made', JSON_PATCH, lost('ECONNRESET')],
])('rejects %s at once', async (_, request, error) => {
  expect(await outcome(request, [error])).toEqual({ pauses: [], ended: error.message });
});

test.each([
  ['a connection that was lost while reading', GET, 'ECONNRESET'],
  ['a connection that was lost while applying, which can be done twice', APPLY, 'ECONNRESET'],
  ['a request that was never sent', JSON_PATCH, 'ECONNREFUSED'],
])('tries again after %s', async (_, request, code) => {
  expect(await outcome(request, [lost(code)])).toEqual({ pauses: [100], ended: 'answered' });
});

test('gives up on a server that does not come back', async () => {
  const { pauses, ended } = await outcome(GET, Array<Error>(20).fill(lost('ECONNREFUSED')));
  expect(pauses).toEqual([100, 250, 500, 1000, 2000, 4000]);
  expect(ended).toContain('cannot be reached');
});

test('does not send again what the user cancelled', async () => {
  const controller = new AbortController();
  controller.abort();
  expect((await outcome(GET, [lost('ECONNREFUSED')], controller)).ended).toContain('cannot be reached');
});

test('a kind that a definition added to a known group is found at the first question', async () => {
  const ship = { name: 'ships', kind: 'Ship', namespaced: true };
  const fleet = { name: 'fleets', kind: 'Fleet', namespaced: false };
  let resources = [ship];
  const discovery = new Discovery(() => Promise.resolve({ resources }));
  expect(await discovery.find({ apiVersion: 'example.com/v1', kind: 'Ship' })).toBeDefined();
  resources = [ship, fleet];
  expect(await discovery.find({ apiVersion: 'example.com/v1', kind: 'Fleet' })).toEqual({
    root: '/apis/example.com/v1',
    plural: 'fleets',
    namespaced: false,
  });
});

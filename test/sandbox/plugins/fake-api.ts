import type { JsonObject } from '../../../sandbox/plugins/protocol/json';
import type { ApiRequest, Send } from '../../../sandbox/plugins/resource-kubernetes/api-client';
import { apiError } from '../../../sandbox/plugins/resource-kubernetes/api-error';
import type { Cluster } from '../../../sandbox/plugins/resource-kubernetes/cluster';
import { configuration } from '../../../sandbox/plugins/resource-kubernetes/configuration';
import { Discovery } from '../../../sandbox/plugins/resource-kubernetes/discovery';
import { Objects } from '../../../sandbox/plugins/resource-kubernetes/objects';

const KINDS: Readonly<Record<string, JsonObject>> = {
  '/api/v1': {
    resources: [
      { name: 'namespaces', kind: 'Namespace', namespaced: false },
      { name: 'configmaps', kind: 'ConfigMap', namespaced: true },
      { name: 'pods', kind: 'Pod', namespaced: true },
      { name: 'pods/status', kind: 'Pod', namespaced: true },
      { name: 'services', kind: 'Service', namespaced: true },
    ],
  },
  '/apis/apps/v1': { resources: [{ name: 'deployments', kind: 'Deployment', namespaced: true }] },
  '/apis/batch/v1': { resources: [{ name: 'jobs', kind: 'Job', namespaced: true }] },
  '/apis/storage.k8s.io/v1': { resources: [{ name: 'storageclasses', kind: 'StorageClass', namespaced: false }] },
  '/apis/discovery.k8s.io/v1': { resources: [{ name: 'endpointslices', kind: 'EndpointSlice', namespaced: true }] },
};

/** The API server's refusal. */
export function refusal(code: number, message: string, details: JsonObject = {}): Error {
  return apiError(code, { kind: 'Status', code, message, details });
}

/** An API server that answers as a test says, and knows a few kinds. It records what it is asked. */
export class FakeApi {
  public readonly requests: ApiRequest[] = [];
  public readonly objects: Objects;

  constructor(private readonly answer: (request: ApiRequest) => JsonObject) {
    const send: Send = (request) => {
      const kinds = KINDS[request.path];
      if (kinds !== undefined) return Promise.resolve(kinds);
      this.requests.push(request);
      return new Promise((resolve) => {
        resolve(this.answer(request));
      });
    };
    this.objects = new Objects(send, new Discovery(send));
  }

  /** A cluster with this API server. */
  public cluster(args: JsonObject = {}): Cluster {
    return {
      objects: this.objects,
      configuration: configuration(args, {}),
      namespace: 'default',
      log: { info: () => undefined, warn: () => undefined, status: () => undefined },
      signal: new AbortController().signal,
    };
  }
}

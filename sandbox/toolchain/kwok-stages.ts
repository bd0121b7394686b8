import type { ModuleFiles } from './module-files';

const KWOK = {
  name: 'kwok',
  module: 'sigs.k8s.io/kwok',
  version: 'v0.8.0',
  sum: 'h1:OTIOTwgROqPMovcTwxICx2eYQ4AwLpSx5EpjbDKF4SQ=',
};

/** kwok's own rules of how pretended nodes and their pods behave, of the version that `kubernetes/go.mod` pins. */
export const KWOK_STAGES: ModuleFiles = {
  ...KWOK,
  paths: [
    'kustomize/stage/node/fast/node-initialize.yaml',
    'kustomize/stage/node/heartbeat-with-lease/node-heartbeat-with-lease.yaml',
    'kustomize/stage/pod/fast/pod-ready.yaml',
    'kustomize/stage/pod/fast/pod-complete.yaml',
    'kustomize/stage/pod/fast/pod-delete.yaml',
  ],
  only: 'kind: Stage',
};

/** What pods use, as their annotations `kwok.x-k8s.io/usage-cpu` and `-memory` say, and the endpoint that tells it as a kubelet does. */
export const KWOK_USAGE: ModuleFiles = {
  ...KWOK,
  paths: ['kustomize/metrics/resource/metrics-resource.yaml', 'kustomize/metrics/usage/usage-from-annotation.yaml'],
};

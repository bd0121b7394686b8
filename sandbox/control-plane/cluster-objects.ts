/** The zones of the pretended nodes, one node each. */
export const ZONES = ['zone-a', 'zone-b', 'zone-c'] as const;

const ROOM = { cpu: '32', memory: '256Gi', pods: '250' };

/** Three nodes in three zones of one region: enough to spread over, and to drain one. */
export function nodes(): readonly object[] {
  return ZONES.map((zone) => {
    const name = zone.replace('zone', 'node');
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name,
        annotations: {
          'kwok.x-k8s.io/node': 'fake',
          // kwok has one address for the kubelets of all nodes
          'metrics.k8s.io/resource-metrics-path': `/metrics/nodes/${name}/metrics/resource`,
        },
        labels: {
          'topology.kubernetes.io/region': 'sandbox',
          'topology.kubernetes.io/zone': zone,
          'kubernetes.io/hostname': name,
          'kubernetes.io/os': 'linux',
          'kubernetes.io/arch': 'amd64',
        },
      },
      status: { capacity: ROOM, allocatable: ROOM },
    };
  });
}

/** The default class, whose claims kube-controller-manager binds to folders of this machine. */
export function storageClass(): object {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'standard', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
    provisioner: 'kubernetes.io/host-path',
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'WaitForFirstConsumer',
  };
}

/** An address of RFC 5737's documentation range: it is visibly nobody's. */
const ADDRESS = '203.0.113.10';

/** kwok stages beside its own: some play the cloud's part and give an address to what waits for one. */
export function ownStages(): readonly object[] {
  return [
    slowEnd(),
    addressStage('load-balancer-address', { apiGroup: 'v1', kind: 'Service' }, [
      { key: '.spec.type', operator: 'In', values: ['LoadBalancer'] },
    ]),
    addressStage('ingress-address', { apiGroup: 'networking.k8s.io/v1', kind: 'Ingress' }, []),
  ];
}

/**
 * The pods of a StatefulSet take a while to end, as real ones do. kwok's own stage ends them at once; then their successors
 * of the same name may be there before the disruption controller has seen the end, and it waits two minutes for it.
 */
function slowEnd(): object {
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Stage',
    metadata: { name: 'stateful-pod-delete' },
    spec: {
      resourceRef: { apiGroup: 'v1', kind: 'Pod' },
      selector: {
        matchExpressions: [
          { key: '.metadata.deletionTimestamp', operator: 'Exists' },
          { key: '.metadata.ownerReferences.[].kind', operator: 'In', values: ['StatefulSet'] },
        ],
      },
      // before kwok's own, which has no weight
      weight: 1,
      delay: { durationMilliseconds: 2000 },
      next: { delete: true },
    },
  };
}

function addressStage(name: string, resourceRef: object, match: readonly object[]): object {
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'Stage',
    metadata: { name },
    spec: {
      resourceRef,
      selector: {
        matchExpressions: [...match, { key: '.status.loadBalancer.ingress', operator: 'DoesNotExist' }],
      },
      next: { statusTemplate: `loadBalancer:\n  ingress:\n  - ip: ${ADDRESS}\n` },
    },
  };
}

import { placementFields, placementRefusals } from '../../src/core/placement';

const spread = { selector: { app: 'api' }, revisionLabel: 'pod-template-hash' };

describe('placement', () => {
  test('by default pods are spread softly over zones and nodes, and may run anywhere', () => {
    const constraint = (topologyKey: string) => ({
      topologyKey,
      maxSkew: 1,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: { app: 'api' } },
      matchLabelKeys: ['pod-template-hash'],
    });
    expect(placementFields({}, spread)).toEqual({
      topologySpreadConstraints: [constraint('topology.kubernetes.io/zone'), constraint('kubernetes.io/hostname')],
    });
  });

  test('pods that run alone are not spread, and nothing at all is written for them', () => {
    expect(placementFields({})).toEqual({});
  });

  test('a hard spread waits, and does not count nodes that the pods cannot go to', () => {
    const { topologySpreadConstraints } = placementFields({ overZones: 'hard', overNodes: 'off' }, spread);
    expect(topologySpreadConstraints).toMatchObject([
      { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule', nodeTaintsPolicy: 'Honor' },
    ]);
    expect(topologySpreadConstraints).toHaveLength(1);
  });

  test('architectures are required, preferred labels are preferred', () => {
    const { affinity } = placementFields({
      architectures: ['amd64', 'arm64'],
      preferredNodeLabels: { 'karpenter.sh/capacity-type': 'spot' },
    });
    expect(affinity).toEqual({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['amd64', 'arm64'] }] },
          ],
        },
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            preference: {
              matchExpressions: [{ key: 'karpenter.sh/capacity-type', operator: 'In', values: ['spot'] }],
            },
          },
        ],
      },
    });
  });

  test('node labels, tolerations and priority reach their fields', () => {
    expect(
      placementFields({
        nodeLabels: { pool: 'gpu' },
        tolerations: [{ key: 'gpu' }, { key: 'dedicated', value: 'ml', effect: 'NoExecute' }],
        priorityClass: 'batch-low',
      }),
    ).toEqual({
      nodeSelector: { pool: 'gpu' },
      tolerations: [
        { key: 'gpu', operator: 'Exists' },
        { key: 'dedicated', operator: 'Equal', value: 'ml', effect: 'NoExecute' },
      ],
      priorityClassName: 'batch-low',
    });
  });

  test('rejects what no node can have, no architecture, and a class that is none', () => {
    const refusals = placementRefusals('placement', {
      nodeLabels: { 'a b': 'c' },
      preferredNodeLabels: { a: 'b c' },
      architectures: [],
      tolerations: [{ key: '' }],
      priorityClass: 'Very High',
    });
    expect(refusals.map(({ prop }) => prop)).toEqual([
      'placement.nodeLabels.a b',
      'placement.preferredNodeLabels.a',
      'placement.architectures',
      'placement.tolerations[0].',
      'placement.priorityClass',
    ]);
  });
});

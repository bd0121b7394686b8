import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { NamespaceQuota } from 'seaworthy';
import { ONE, parseAmount } from '../../../src/core/amount';
import { quotaQuantity } from '../../../src/core/namespace-peak';
import { objects } from '../../rendering';
import { found } from '../objects';

const millis = fc.integer({ min: 1, max: 4000 }).map((count) => `${count}m`);
const mebibytes = fc.integer({ min: 1, max: 4096 }).map((count) => `${count}Mi`);
const container = fc
  .record({ cpu: millis, memory: mebibytes })
  .map(({ cpu, memory }) => ({ resources: { requests: { cpu, memory }, limits: { memory } } }));
const pod = fc.record({
  containers: fc.array(container, { minLength: 1, maxLength: 2 }),
  initContainers: fc.array(
    fc.tuple(container, fc.constantFrom({}, { restartPolicy: 'Always' })).map(([one, kind]) => ({ ...one, ...kind })),
    { maxLength: 2 },
  ),
});
const share = fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`);

/** Workloads of any kind, some of them scaled. */
const workload = fc
  .record({
    kind: fc.constantFrom('Deployment', 'StatefulSet'),
    pod,
    replicas: fc.integer({ min: 1, max: 50 }),
    most: fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }),
    maxSurge: share,
  })
  .map(({ kind, pod: spec, replicas, most, maxSurge }) => ({
    kind,
    most,
    spec: {
      ...(most === undefined && { replicas }),
      strategy: { rollingUpdate: { maxSurge } },
      template: { spec: { ...spec } },
    },
  }));

const namespace = (workloads: readonly { kind: string; most: number | undefined; spec: object }[]) =>
  objects((chart) => {
    new NamespaceQuota(chart, 'Quota', { namespace: 'shop' });
    for (const [index, { kind, most, spec }] of workloads.entries()) {
      const metadata = { name: `w${index}` };
      const scaleTargetRef = { apiVersion: 'apps/v1', kind, name: metadata.name };
      const scaler = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata };
      new ApiObject(chart, `w${index}`, { apiVersion: 'apps/v1', kind, metadata, spec });
      if (most !== undefined)
        new ApiObject(chart, `s${index}`, { ...scaler, spec: { scaleTargetRef, maxReplicas: most } });
    }
  });

test('the quota that is calculated passes, and one piece less of anything that is used does not', () => {
  fc.assert(
    fc.property(fc.array(workload, { minLength: 1, maxLength: 4 }), (workloads) => {
      const manifests = namespace(workloads);
      const checked = (hard: object) =>
        found(
          'quota-under-peak',
          manifests.map((manifest) => ({
            path: manifest.metadata.name,
            manifest: manifest.kind === 'ResourceQuota' ? { ...manifest, spec: { hard } } : manifest,
          })),
        );
      const hard = manifests.find(({ kind }) => kind === 'ResourceQuota')?.spec.hard as object;
      expect(checked(hard)).toEqual([]);
      const used = Object.entries<unknown>({ ...hard }).filter(([, quantity]) => quantity !== '0');
      expect(used.map(([name]) => name)).toEqual(['limits.memory', 'pods', 'requests.cpu', 'requests.memory']);
      for (const [name, quantity] of used) {
        const piece = name === 'requests.cpu' ? ONE / 1000n : ONE;
        const less = quotaQuantity(name, (parseAmount(quantity) ?? 0n) - piece);
        expect(checked({ ...hard, [name]: less })).toHaveLength(1);
      }
    }),
    { numRuns: 40 },
  );
});

import { hasToken } from '../token';
import type { DeclaredNodePool } from '../../core/capabilities-props';
import { asData, asList, asText, dataAt, listAt, shown, textsAt, valueAt } from '../data';
import type { Data } from '../data';
import { deployment, shop } from '../examples';
import type { PodOwner } from '../pod-owner';
import type { Rendering } from '../rendering';
import { ofPods } from '../look';
import type { Rule } from '../rule';

const POOLS: readonly DeclaredNodePool[] = [
  { name: 'general', labels: { 'kubernetes.io/arch': ['amd64', 'arm64'] } },
  { name: 'memory', labels: { 'acme.example.com/pool': 'memory' }, taints: ['acme.example.com/memory'] },
];
const example = (pool: string) =>
  shop(
    [
      deployment({
        pod: {
          nodeSelector: { 'acme.example.com/pool': pool },
          tolerations: [{ key: 'acme.example.com/memory', operator: 'Exists', effect: 'NoSchedule' }],
        },
      }),
    ],
    { capabilities: { kubernetes: { minor: 36 }, customResources: new Set(), nodePools: POOLS } },
  );

/** Labels that nodes have whether a pool says so or not: of Kubernetes, of clouds, of Karpenter. */
const WELL_KNOWN =
  /(^|\.)(kubernetes\.io|k8s\.io|k8s\.aws|amazonaws\.com|karpenter\.sh|azure\.com|gke\.io|google\.com)\//;

/** Pods that no node takes. */
export const nodeSelectorWithoutPool: Rule = {
  id: 'node-selector-without-pool',
  title: 'What pods ask of their nodes is offered by a declared pool of nodes, whose taints they tolerate.',
  why: 'The pods stay pending for good, and nothing says so but an event.',
  fix: 'correct nodeSelector, affinity or tolerations, or declare the pool in capabilities.nodePools',
  severity: 'error',
  bad: () => example('mem'),
  good: () => example('memory'),
  check: ofPods((owner, rendering) => {
    const { object, pod } = owner;
    const pools = rendering.view(poolsOf);
    if (pools === undefined || object.kind === 'DaemonSet' || Object.keys(pod).length === 0) return [];
    if (pools.some((pool) => takes(pool, owner))) return [];
    const names = pools.map(({ name }) => name).join(', ');
    return [{ at: object, message: `no pool of nodes (${names}) takes its pods, which ask for ${asked(pod)}` }];
  }),
};

/** A label of nodes, with its value or values. */
type Label = readonly [key: string, values: string | readonly string[]];

/** The declared pools and those of Karpenter that are rendered, or nothing when none are declared. */
function poolsOf(rendering: Rendering): readonly DeclaredNodePool[] | undefined {
  const declared = rendering.served?.nodePools;
  if (declared === undefined) return undefined;
  const rendered = rendering.ofKind('karpenter.sh', 'NodePool').map(({ name, spec }): DeclaredNodePool => {
    const ranges = listAt(spec, 'template', 'spec', 'requirements').map((one): Label => [
      asText(one['key']) ?? '',
      textsAt(one, 'values'),
    ]);
    const labels = Object.entries(dataAt(spec, 'template', 'metadata', 'labels')).map(([key, value]): Label => [
      key,
      shown(value),
    ]);
    const taints = listAt(spec, 'template', 'spec', 'taints').flatMap((taint) => asText(taint['key']) ?? []);
    return { name, labels: Object.fromEntries<Label[1]>([...ranges, ...labels]), taints };
  });
  return [...declared, ...rendered];
}

function takes(pool: DeclaredNodePool, { pod }: PodOwner): boolean {
  const tolerations = asList(pod['tolerations']);
  const tolerated = (pool.taints ?? []).every((taint) =>
    tolerations.some((one) => [undefined, taint].includes(asText(one['key'])) || hasToken(asText(one['key']))),
  );
  const terms = listAt(
    pod,
    'affinity',
    'nodeAffinity',
    'requiredDuringSchedulingIgnoredDuringExecution',
    'nodeSelectorTerms',
  );
  const late = [pod['nodeSelector'], pod['tolerations'], pod['affinity']].some(hasToken);
  return (
    late ||
    (tolerated &&
      Object.entries(asData(pod['nodeSelector'])).every(([key, value]) => mayHave(pool, key, [value])) &&
      (terms.length === 0 || terms.some((term) => asList(term['matchExpressions']).every((one) => meets(pool, one)))))
  );
}

/** Operators but these say what a node must not have, which a label of a pool does not tell for sure. */
function meets(pool: DeclaredNodePool, expression: Data): boolean {
  const key = asText(expression['key']) ?? '';
  const operator = asText(expression['operator']);
  if (operator === 'In') return mayHave(pool, key, textsAt(expression, 'values'));
  return operator !== 'Exists' || pool.labels[key] !== undefined || WELL_KNOWN.test(key);
}

function mayHave({ labels }: DeclaredNodePool, key: string, wanted: readonly unknown[]): boolean {
  const has = labels[key];
  if (has === undefined) return WELL_KNOWN.test(key);
  const values = typeof has === 'string' ? [has] : has;
  return wanted.some((value) => hasToken(value) || values.includes(shown(value)));
}

function asked(pod: Data): string {
  const labels = Object.entries(asData(pod['nodeSelector'])).map(([key, value]) => `${key}=${shown(value)}`);
  const affinity = valueAt(pod, 'affinity', 'nodeAffinity') === undefined ? [] : ['a node affinity'];
  const texts = [...labels, ...affinity];
  return texts.length === 0 ? 'nothing, and tolerate no taints' : texts.join(', ');
}

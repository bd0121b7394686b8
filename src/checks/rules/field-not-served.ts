import type { ServedApis } from '../check-input';
import type { Container } from '../container';
import { asList, isData, valueAt } from '../data';
import type { Data } from '../data';
import { deployment, shop } from '../examples';
import type { RenderedObject } from '../rendered-object';
import { ofContainers, ofKinds, ofPods, type Found } from '../look';
import type { Rule } from '../rule';

const example = (minor: number) =>
  shop([deployment({ container: { lifecycle: { preStop: { sleep: { seconds: 5 } } } } })], {
    capabilities: { kubernetes: { minor }, customResources: new Set() },
  });

/** A field that older API servers do not know, or have switched off: from which minor version it works by default. */
interface Newer<Subject> {
  readonly since: number;
  readonly isUsed: (subject: Subject) => boolean;
  readonly field: string | ((subject: Subject) => string);
}

/** Fields that are newer than the cluster. */
export const fieldNotServed: Rule = {
  id: 'field-not-served',
  title: "The environment's cluster knows every field that is used, as its Kubernetes version says.",
  why: 'An API server drops fields that it does not know without a word: no sleep before the end, a sidecar that blocks the start.',
  fix: 'upgrade the cluster, or do without the field',
  severity: 'error',
  bad: () => example(29),
  good: () => example(30),
  check: [
    ofKinds(['autoscaling HorizontalPodAutoscaler'], (at, { served }) => unserved(OF_AUTOSCALERS, at.spec, at, served)),
    ofKinds(['policy PodDisruptionBudget'], (at, { served }) => unserved(OF_BUDGETS, at.spec, at, served)),
    ofKinds([' Service'], (at, { served }) => unserved(OF_SERVICES, at.spec, at, served)),
    ofPods(({ object: at, pod }, { served }) => unserved(OF_PODS, pod, at, served)),
    ofContainers((container, { object: at }, { served }) => unserved(OF_CONTAINERS, container, at, served)),
  ],
};

function unserved<Subject>(
  fields: readonly Newer<Subject>[],
  subject: Subject,
  at: RenderedObject,
  served: ServedApis | undefined,
): Found[] {
  if (served === undefined) return [];
  const { minor } = served.kubernetes;
  const found: Found[] = [];
  for (const { since, isUsed, field } of fields) {
    if (minor >= since || !isUsed(subject)) continue;
    const used = typeof field === 'string' ? field : field(subject);
    found.push({
      at,
      message: `uses ${used}, which works from Kubernetes 1.${since}, and the cluster is 1.${minor}`,
    });
  }
  return found;
}

const OF_AUTOSCALERS: readonly Newer<Data>[] = [
  {
    since: 35,
    isUsed: (spec) =>
      isSet(spec, 'behavior', 'scaleUp', 'tolerance') || isSet(spec, 'behavior', 'scaleDown', 'tolerance'),
    field: 'tolerance',
  },
  {
    since: 27,
    isUsed: (spec) => asList(spec['metrics']).some((metric) => isSet(metric, 'containerResource')),
    field: 'a metric of one container',
  },
  { since: 37, isUsed: (spec) => spec['minReplicas'] === 0, field: 'minReplicas 0' },
];

const OF_BUDGETS: readonly Newer<Data>[] = [
  { since: 27, isUsed: (spec) => isSet(spec, 'unhealthyPodEvictionPolicy'), field: 'unhealthyPodEvictionPolicy' },
];

const OF_SERVICES: readonly Newer<Data>[] = [
  { since: 31, isUsed: (spec) => isSet(spec, 'trafficDistribution'), field: 'trafficDistribution' },
];

/** From the release in which a field is there without switching anything on: its beta or, where that was off, its release. */
const OF_PODS: readonly Newer<Data>[] = [
  { since: 33, isUsed: (pod) => isSet(pod, 'hostUsers'), field: 'hostUsers' },
  { since: 34, isUsed: (pod) => isSet(pod, 'resources'), field: 'resources of the pod as a whole' },
  { since: 30, isUsed: (pod) => isSet(pod, 'securityContext', 'appArmorProfile'), field: 'appArmorProfile' },
  {
    since: 33,
    isUsed: (pod) => isSet(pod, 'securityContext', 'supplementalGroupsPolicy'),
    field: 'supplementalGroupsPolicy',
  },
  {
    since: 27,
    isUsed: (pod) => asList(pod['topologySpreadConstraints']).some((spread) => isSet(spread, 'matchLabelKeys')),
    field: 'matchLabelKeys in topologySpreadConstraints',
  },
];

const OF_CONTAINERS: readonly Newer<Container>[] = [
  {
    since: 29,
    isUsed: ({ role }) => role === 'sidecar',
    field: ({ name }) => `a sidecar (init container ${name} with restartPolicy: Always)`,
  },
  {
    since: 30,
    isUsed: ({ spec }) => isSet(spec, 'lifecycle', 'preStop', 'sleep'),
    field: ({ name }) => `preStop.sleep in container ${name}`,
  },
  {
    since: 30,
    isUsed: ({ spec }) => isSet(spec, 'lifecycle', 'postStart', 'sleep'),
    field: ({ name }) => `postStart.sleep in container ${name}`,
  },
  {
    since: 33,
    isUsed: ({ spec }) => isSet(spec, 'resizePolicy'),
    field: ({ name }) => `resizePolicy in container ${name}`,
  },
  {
    since: 30,
    isUsed: ({ spec }) => isSet(spec, 'securityContext', 'appArmorProfile'),
    field: ({ name }) => `appArmorProfile in container ${name}`,
  },
];

function isSet(data: Data, key: string, second?: string, third?: string): boolean {
  const value = valueAt(data, key, second, third);
  return value !== undefined && value !== null && (!isData(value) || Object.keys(value).length > 0);
}

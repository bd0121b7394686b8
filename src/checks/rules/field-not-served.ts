import { isData, listAt, valueAt } from '../data';
import type { Data } from '../data';
import { deployment, shop } from '../examples';
import type { RenderedObject } from '../rendered-object';
import type { PodOwner } from '../pod-owner';
import { ofObjects } from '../look';
import type { Rule } from '../rule';

const example = (minor: number) =>
  shop([deployment({ container: { lifecycle: { preStop: { sleep: { seconds: 5 } } } } })], {
    capabilities: { kubernetes: { minor }, customResources: new Set() },
  });

/** A field that older API servers do not know, or have switched off: from which minor version it works by default. */
interface Newer {
  readonly field: string;
  readonly since: number;
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
  check: ofObjects((object, rendering) => {
    const minor = rendering.served?.kubernetes.minor;
    if (minor === undefined) return [];
    const owner = rendering.ownerOf(object);
    const used = [...objectFields(object), ...(owner ? podFields(owner) : [])];
    return used
      .filter(({ since }) => minor < since)
      .map(({ field, since }) => ({
        at: object,
        message: `uses ${field}, which works from Kubernetes 1.${since}, and the cluster is 1.${minor}`,
      }));
  }),
};

/** From the release in which a field is there without switching anything on: its beta or, where that was off, its release. */
function podFields({ pod, containers }: PodOwner): Newer[] {
  return [
    ...(isSet(pod, 'hostUsers') ? [{ field: 'hostUsers', since: 33 }] : []),
    ...(isSet(pod, 'resources') ? [{ field: 'resources of the pod as a whole', since: 34 }] : []),
    ...(isSet(pod, 'securityContext', 'appArmorProfile') ? [{ field: 'appArmorProfile', since: 30 }] : []),
    ...(isSet(pod, 'securityContext', 'supplementalGroupsPolicy')
      ? [{ field: 'supplementalGroupsPolicy', since: 33 }]
      : []),
    ...(listAt(pod, 'topologySpreadConstraints').some((spread) => isSet(spread, 'matchLabelKeys'))
      ? [{ field: 'matchLabelKeys in topologySpreadConstraints', since: 27 }]
      : []),
    ...containers.flatMap(({ name, role, spec }) => [
      ...(role === 'sidecar'
        ? [{ field: `a sidecar (init container ${name} with restartPolicy: Always)`, since: 29 }]
        : []),
      ...(isSet(spec, 'lifecycle', 'preStop', 'sleep')
        ? [{ field: `preStop.sleep in container ${name}`, since: 30 }]
        : []),
      ...(isSet(spec, 'lifecycle', 'postStart', 'sleep')
        ? [{ field: `postStart.sleep in container ${name}`, since: 30 }]
        : []),
      ...(isSet(spec, 'resizePolicy') ? [{ field: `resizePolicy in container ${name}`, since: 33 }] : []),
      ...(isSet(spec, 'securityContext', 'appArmorProfile')
        ? [{ field: `appArmorProfile in container ${name}`, since: 30 }]
        : []),
    ]),
  ];
}

function objectFields({ group, kind, spec }: RenderedObject): Newer[] {
  if (group === 'autoscaling' && kind === 'HorizontalPodAutoscaler')
    return [
      ...(['scaleUp', 'scaleDown'].some((direction) => isSet(spec, 'behavior', direction, 'tolerance'))
        ? [{ field: 'tolerance', since: 35 }]
        : []),
      ...(listAt(spec, 'metrics').some((metric) => isSet(metric, 'containerResource'))
        ? [{ field: 'a metric of one container', since: 27 }]
        : []),
      ...(valueAt(spec, 'minReplicas') === 0 ? [{ field: 'minReplicas 0', since: 37 }] : []),
    ];
  if (group === 'policy' && kind === 'PodDisruptionBudget')
    return isSet(spec, 'unhealthyPodEvictionPolicy') ? [{ field: 'unhealthyPodEvictionPolicy', since: 27 }] : [];
  if (group === '' && kind === 'Service')
    return isSet(spec, 'trafficDistribution') ? [{ field: 'trafficDistribution', since: 31 }] : [];
  return [];
}

function isSet(data: Data, key: string, second?: string, third?: string): boolean {
  const value = valueAt(data, key, second, third);
  return value !== undefined && value !== null && (!isData(value) || Object.keys(value).length > 0);
}

import { parseAmount } from '../../core/amount';
import { countsInPeak, namespacePeak, quotaQuantity } from '../../core/namespace-peak';
import type { Amounts } from '../../core/pod-amounts';
import { hasToken } from '../token';
import { asData, shown } from '../data';
import { autoscaler, disruptionBudget, object, scaledDeployment, shop } from '../examples';
import { containerDefaults } from '../limit-ranges';
import { byNamespace, type RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import { ofKinds, type Found } from '../look';
import type { Rule } from '../rule';

/** Six pods at most, and two more in a rolling update: 8 times 250m are 2 CPUs. */
const example = (cpu: string) =>
  shop([
    object('v1 ResourceQuota', 'quota', { spec: { hard: { 'requests.cpu': cpu, pods: '10' } } }),
    scaledDeployment({ spec: { strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } } } }),
    autoscaler({ maxReplicas: 6 }),
    disruptionBudget(),
  ]);

/** Other names of what a quota counts. */
const SAME: Readonly<Record<string, string>> = {
  'count/pods': 'pods',
  'count/persistentvolumeclaims': 'persistentvolumeclaims',
  cpu: 'requests.cpu',
  memory: 'requests.memory',
  'ephemeral-storage': 'requests.ephemeral-storage',
};

/** Namespaces that are too small for what is in them. */
export const quotaUnderPeak: Rule = {
  id: 'quota-under-peak',
  title: 'A ResourceQuota has room for all that its namespace holds at its most, in the middle of a release.',
  why: 'Under the highest load, or in a release, pods are refused: the service does not scale just when it must.',
  fix: 'raise the quota to the peak, or lower the most pods of an autoscaler',
  severity: 'error',
  bad: () => example('1750m'),
  good: () => example('2'),
  check: ofKinds([' ResourceQuota'], (quota, rendering) => findings(rendering, quota)),
};

function findings(rendering: Rendering, at: RenderedObject): Found[] {
  const scoped = at.spec['scopes'] !== undefined || at.spec['scopeSelector'] !== undefined;
  if (scoped || hasToken(at.namespace)) return [];
  const hard = asData(at.spec['hard']);
  const peak = peakOf(rendering, at.namespace);
  const found: Found[] = [];
  for (const name of Object.keys(hard)) {
    const allowed = parseAmount(hard[name]);
    const needed = peak.get(SAME[name] ?? name);
    if (allowed === undefined || needed === undefined || needed <= allowed) continue;
    const message = `allows ${name} ${shown(hard[name])}, and namespace '${at.namespace}' needs ${quotaQuantity(name, needed)} at its peak`;
    found.push({ at, message });
  }
  return found;
}

/** What is known of the peak: what is not known counts as nothing. A namespace may have several quotas. */
function peakOf(rendering: Rendering, namespace: string): Amounts {
  const known = rendering.view(knownPeaks);
  const before = known.get(namespace);
  if (before !== undefined) return before;
  const objects = rendering.view(countedByNamespace).get(namespace) ?? [];
  const { needed } = namespacePeak(objects, {
    defaults: containerDefaults(rendering, namespace),
    nodes: undefined,
    limits: rendering.view(withLimits).has(namespace),
  });
  known.set(namespace, needed);
  return needed;
}

/** Namespaces with a quota of limits. */
function withLimits(rendering: Rendering): ReadonlySet<string> {
  const quotas = rendering.ofKind('', 'ResourceQuota');
  const ofLimits = quotas.filter(({ spec }) =>
    Object.keys(asData(spec['hard'])).some((name) => name.startsWith('limits.')),
  );
  return new Set(ofLimits.map(({ namespace }) => namespace));
}

function knownPeaks(): Map<string, Amounts> {
  return new Map();
}

function countedByNamespace(rendering: Rendering): ReadonlyMap<string, readonly RenderedObject[]> {
  return byNamespace(rendering.objectsOf(countsInPeak));
}

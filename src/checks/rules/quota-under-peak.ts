import { quantityThousandths } from '../../core/amount';
import { hasToken } from '../../core/token';
import { dataAt, valueAt } from '../data';
import { autoscaler, disruptionBudget, object, scaledDeployment, shop } from '../examples';
import { peakPods, podThousandths, type Counted } from '../peak';
import type { RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import type { Found, Rule } from '../rule';

/** Six pods at most, and two more in a rolling update: 8 times 250m are 2 CPUs. */
const example = (cpu: string) =>
  shop([
    object('v1 ResourceQuota', 'quota', { spec: { hard: { 'requests.cpu': cpu, pods: '10' } } }),
    scaledDeployment({ spec: { strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } } } }),
    autoscaler({ maxReplicas: 6 }),
    disruptionBudget(),
  ]);

/** Names of what a quota counts. `cpu` alone means what is requested. */
const COUNTED: Readonly<Record<string, Counted | 'pods'>> = {
  pods: 'pods',
  'count/pods': 'pods',
  cpu: ['requests', 'cpu'],
  'requests.cpu': ['requests', 'cpu'],
  'limits.cpu': ['limits', 'cpu'],
  memory: ['requests', 'memory'],
  'requests.memory': ['requests', 'memory'],
  'limits.memory': ['limits', 'memory'],
};

/** Namespaces that are too small for what is in them. */
export const quotaUnderPeak: Rule = {
  id: 'quota-under-peak',
  title: 'A ResourceQuota has room for all pods of its namespace at their most, in the middle of a release.',
  why: 'Under the highest load, or in a release, pods are refused: the service does not scale just when it must.',
  fix: 'raise the quota to the peak, or lower the most pods of an autoscaler',
  severity: 'error',
  bad: () => example('1750m'),
  good: () => example('2'),
  check: (rendering) => rendering.ofKind('', 'ResourceQuota').flatMap((quota) => findings(rendering, quota)),
};

function findings(rendering: Rendering, at: RenderedObject): Found[] {
  const scoped = ['scopes', 'scopeSelector'].some((field) => valueAt(at.spec, field) !== undefined);
  const hard = dataAt(at.spec, 'hard');
  if (scoped || hasToken(at.namespace)) return [];
  return Object.keys(hard).flatMap((name) => {
    const counted = COUNTED[name];
    const allowed = quantityThousandths(hard[name]);
    const peak = counted === undefined ? 0 : peakOf(rendering, at.namespace, counted);
    if (allowed === undefined || peak <= allowed) return [];
    const message = `allows ${name} ${String(hard[name])}, and the pods of namespace '${at.namespace}' need ${show(peak, name)} at their peak`;
    return [{ at, message }];
  });
}

/** What is known of the peak, in thousandths: what is not known counts as nothing. */
function peakOf(rendering: Rendering, namespace: string, counted: Counted | 'pods'): number {
  return rendering.pods.in(namespace).reduce((sum, owner) => {
    const each = counted === 'pods' ? 1000 : (podThousandths(owner, counted) ?? 0);
    return sum + each * (peakPods(rendering, owner) ?? 0);
  }, 0);
}

function show(thousandths: number, name: string): string {
  if (name.includes('memory')) return `${Math.ceil(thousandths / 1000 / 2 ** 20)}Mi`;
  return thousandths % 1000 === 0 ? String(thousandths / 1000) : `${thousandths}m`;
}

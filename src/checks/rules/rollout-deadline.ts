import { asData } from '../data';
import type { Data } from '../data';
import { deployment, shop } from '../examples';
import type { PodOwner } from '../pod-owner';
import { ofPods } from '../look';
import type { Rule } from '../rule';

const DEFAULT_DEADLINE_SECONDS = 600;

const example = (progressDeadlineSeconds: number) =>
  shop([
    deployment({
      spec: { progressDeadlineSeconds },
      container: {
        startupProbe: { httpGet: { path: '/readyz', port: 'http' }, periodSeconds: 10, failureThreshold: 30 },
      },
    }),
  ]);

/** Releases that are given up before their pods can be ready. */
export const rolloutDeadline: Rule = {
  id: 'rollout-deadline',
  title: 'A release is not given up before its slowest pod may be ready.',
  why: 'The Deployment is reported as failed, and whoever deployed it rolls back, while its pods are still starting as declared.',
  fix: 'raise progressDeadlineSeconds above the startup time plus minReadySeconds, or lower these',
  severity: 'error',
  bad: () => example(300),
  good: () => example(600),
  check: ofPods((owner) => {
    const { object } = owner;
    if (object.kind !== 'Deployment' && object.kind !== 'Rollout') return [];
    const deadline = object.spec['progressDeadlineSeconds'] ?? DEFAULT_DEADLINE_SECONDS;
    const ready = object.spec['minReadySeconds'] ?? 0;
    if (typeof deadline !== 'number' || typeof ready !== 'number') return [];
    const needed = startupSeconds(owner) + ready;
    if (needed === 0 || deadline > needed) return [];
    const message = `gives a release ${deadline} s, and its pods may need ${needed} s to start and be ready`;
    return [{ at: object, message }];
  }),
};

/** The longest time that a pod may take to start: sidecars start one after another, the others then all at once. */
function startupSeconds({ longRunning }: PodOwner): number {
  let sidecars = 0;
  let slowest = 0;
  for (const { role, spec } of longRunning) {
    const seconds = budgetSeconds(asData(spec['startupProbe']));
    if (role === 'sidecar') sidecars += seconds;
    else slowest = Math.max(slowest, seconds);
  }
  return sidecars + slowest;
}

/** Kubernetes tries every 10 seconds and three times where nothing else is written. */
function budgetSeconds(probe: Data): number {
  if (Object.keys(probe).length === 0) return 0;
  const delay = probe['initialDelaySeconds'] ?? 0;
  const period = probe['periodSeconds'] ?? 10;
  const failures = probe['failureThreshold'] ?? 3;
  return typeof delay === 'number' && typeof period === 'number' && typeof failures === 'number'
    ? delay + period * failures
    : 0;
}

import { dataAt, textsAt, valueAt } from '../data';
import type { Data } from '../data';
import { ofContainers } from '../look';
import type { Rule } from '../rule';
import { deployment, shop } from '../examples';

/** What Kubernetes gives a pod that does not say. */
const DEFAULT_GRACE_SECONDS = 30;

const example = (seconds: number) =>
  shop([
    deployment({
      pod: { terminationGracePeriodSeconds: 30 },
      container: { lifecycle: { preStop: { sleep: { seconds } } } },
    }),
  ]);

/** Pods that are killed before they were told to end. */
export const graceTooShort: Rule = {
  id: 'grace-too-short',
  title: "A pod's grace period is longer than the sleep before its containers are told to end.",
  why: 'The grace period starts before the preStop hook: the process is killed without a moment to finish its requests.',
  fix: 'raise terminationGracePeriodSeconds above the sleep plus the time that requests need, or shorten the sleep',
  severity: 'error',
  bad: () => example(30),
  good: () => example(10),
  check: ofContainers(({ name, spec }, { object, pod }) => {
    const sleep = spec['lifecycle'] === undefined ? 0 : sleepSeconds(dataAt(spec, 'lifecycle', 'preStop'));
    if (sleep === 0) return [];
    const grace = pod['terminationGracePeriodSeconds'] ?? DEFAULT_GRACE_SECONDS;
    if (typeof grace !== 'number' || sleep < grace) return [];
    return [
      {
        at: object,
        message: `container ${name} sleeps ${sleep} s in preStop, and the pod is killed after ${grace} s`,
      },
    ];
  }),
};

/** The time that a preStop hook sleeps: its sleep action, or a command that does nothing else. */
function sleepSeconds(hook: Data): number {
  const seconds = valueAt(hook, 'sleep', 'seconds');
  if (typeof seconds === 'number') return seconds;
  const command = textsAt(hook, 'exec', 'command').join(' ');
  return Number(/^(?:\S*sh -c )?(?:\S*\/)?sleep (\d+(?:\.\d+)?)s?$/.exec(command)?.[1] ?? 0);
}

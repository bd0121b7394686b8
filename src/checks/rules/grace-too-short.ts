import { textsAt, valueAt } from '../data';
import type { Data } from '../data';
import { ofPods } from '../look';
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
  check: ofPods(({ object, pod, containers }) => {
    const grace = valueAt(pod, 'terminationGracePeriodSeconds') ?? DEFAULT_GRACE_SECONDS;
    if (typeof grace !== 'number') return [];
    return containers.flatMap(({ name, spec }) => {
      const sleep = sleepSeconds(spec);
      if (sleep === undefined || sleep < grace || sleep === 0) return [];
      return [
        {
          at: object,
          message: `container ${name} sleeps ${sleep} s in preStop, and the pod is killed after ${grace} s`,
        },
      ];
    });
  }),
};

/** The time that a preStop hook sleeps: its sleep action, or a command that does nothing else. */
function sleepSeconds(container: Data): number | undefined {
  const seconds = valueAt(container, 'lifecycle', 'preStop', 'sleep', 'seconds');
  if (typeof seconds === 'number') return seconds;
  const command = textsAt(container, 'lifecycle', 'preStop', 'exec', 'command').join(' ');
  const slept = /^(?:\S*sh -c )?(?:\S*\/)?sleep (\d+(?:\.\d+)?)s?$/.exec(command)?.[1];
  return slept === undefined ? undefined : Number(slept);
}

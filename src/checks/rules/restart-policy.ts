import { hasToken } from '../token';
import { shown } from '../data';
import { job, shop } from '../examples';
import { ofPods } from '../look';
import type { Rule } from '../rule';

const OF_TASKS = ['Never', 'OnFailure'];
const OF_OTHERS = ['Always'];

const example = (restartPolicy?: string) => shop([job({ pod: { restartPolicy } })]);

/** Pods that end, and those that do not. */
export const restartPolicy: Rule = {
  id: 'restart-policy',
  title: 'The pods of a Job end (restartPolicy Never or OnFailure), those of other workloads do not (Always).',
  why: 'The API server refuses the object, in the middle of a deployment. What is not written means Always, for Jobs too.',
  fix: 'write restartPolicy: Never for tasks, and leave it out elsewhere',
  severity: 'error',
  bad: () => example(),
  good: () => example('Never'),
  check: ofPods(({ object, pod }) => {
    const policy = pod['restartPolicy'] ?? 'Always';
    const allowed = object.group === 'batch' || object.group === 'keda.sh' ? OF_TASKS : OF_OTHERS;
    if (allowed.includes(shown(policy))) return [];
    if (object.kind === 'Pod' || hasToken(policy) || Object.keys(pod).length === 0) return [];
    const message = `its pods have restartPolicy ${shown(policy)}; allowed: ${allowed.join(' or ')}`;
    return [{ at: object, message }];
  }),
};

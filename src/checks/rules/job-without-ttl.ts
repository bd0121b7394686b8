import { job, shop } from '../examples';
import { ofKinds } from '../look';
import type { Rule } from '../rule';

/** Tools that remove a Job themselves. */
const REMOVED_BY = ['argocd.argoproj.io/hook', 'argocd.argoproj.io/hook-delete-policy', 'helm.sh/hook'];

/** Jobs that stay for ever. */
export const jobWithoutTtl: Rule = {
  id: 'job-without-ttl',
  title: 'A Job is removed some time after its end.',
  why: 'Finished Jobs and their pods stay for ever: they fill quotas of objects and make every list of pods longer.',
  fix: 'set ttlSecondsAfterFinished to how long its logs are of use',
  severity: 'warning',
  bad: () => shop([job({ spec: { ttlSecondsAfterFinished: undefined } })]),
  good: () => shop([job({ spec: { ttlSecondsAfterFinished: 86400 } })]),
  check: ofKinds(['batch Job'], (at) => {
    const isRemoved =
      at.spec['ttlSecondsAfterFinished'] !== undefined || REMOVED_BY.some((key) => Object.hasOwn(at.annotations, key));
    return isRemoved ? [] : [{ at, message: 'has no ttlSecondsAfterFinished' }];
  }),
};

import type { Container } from '../container';
import { textAt, valueAt } from '../data';
import { hasToken } from '../token';
import { deployment, shop } from '../examples';
import { ofPods } from '../look';
import type { Rule } from '../rule';

const example = (readOnlyRootFilesystem: boolean) =>
  shop([
    deployment({
      container: {
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem },
      },
    }),
  ]);

/** Programs that can change themselves. */
export const writableRootFilesystem: Rule = {
  id: 'writable-root-filesystem',
  title: 'Containers have a read-only root file system.',
  why: 'Who breaks into a process can put programs beside it, and what it writes is lost with it and fills the disk of its node.',
  fix: 'set securityContext.readOnlyRootFilesystem: true, and mount an emptyDir where the process must write',
  severity: 'warning',
  bad: () => example(false),
  good: () => example(true),
  check: ofPods(({ object, pod, containers }) => {
    const writable = containers.filter(isWritable);
    if (writable.length === 0 || textAt(pod, 'os', 'name') === 'windows') return [];
    return writable.map(({ name }) => ({ at: object, message: `container ${name} has a writable root file system` }));
  }),
};

function isWritable({ role, spec, security }: Container): boolean {
  if (security['readOnlyRootFilesystem'] === true || role === 'ephemeral') return false;
  // of a security context that only a deployment knows, all is a token
  return !hasToken(valueAt(spec, 'securityContext', 'readOnlyRootFilesystem'));
}

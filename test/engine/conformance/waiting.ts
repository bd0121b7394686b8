import { namespace, type ObjectStack, type Resource } from '../object-stack';
import type { Behaviour, Bench } from './behaviour';
import { NOWHERE, workload } from './manifests';

const stuck = (space: string): Resource[] => [namespace(space), workload(space, 'Deployment', NOWHERE)];

/** Starts an update and returns, with the engine's process, when the Deployment is there and is waited for. */
async function waiting(
  { kubectl }: Bench,
  made: ObjectStack,
  space: string,
): Promise<{ readonly pid: number; readonly ended: ReturnType<ObjectStack['run']> }> {
  let pid = 0;
  const over = new AbortController();
  const ended = made
    .run(['up', '--yes', '--skip-preview'], stuck(space), { onStart: (id) => (pid = id) })
    .finally(() => {
      over.abort();
    });
  const find = ['get', 'deployments', '-A', '-o', 'name', `--field-selector=metadata.namespace=${space}`];
  while ((await kubectl(...find)) === '') {
    if (over.signal.aborted) throw new Error(`the update ended before it waited:\n${(await ended).stdout}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { pid, ended };
}

/** Disturbances while an object is waited for. */
export const WAITING: readonly Behaviour[] = [
  {
    of: 'cancelling an update',
    says: 'ends the wait, records the object with the reason, and the next update goes on with it',
    holds: async (bench) => {
      const made = await bench.stack('cancelled');
      const { pid, ended } = await waiting(bench, made, 'cancelled');
      process.kill(pid, 'SIGINT');
      const { code, stdout, stderr } = await ended;
      expect(code).not.toBe(0);
      expect(stdout + stderr).toMatch(/web.*cancell?ed/);
      expect(made.state('web')?.id).toBe('cancelled/web');
      expect(made.state('web')?.initErrors?.join('\n')).toMatch(/cancell?ed/);
      const uid = await bench.field('cancelled', 'deployment/web', '.metadata.uid');
      await made.up([namespace('cancelled'), workload('cancelled', 'Deployment')]);
      expect(made.state('web')?.initErrors ?? []).toEqual([]);
      expect(await bench.field('cancelled', 'deployment/web', '.metadata.uid')).toBe(uid);
    },
  },
];

/** What ends everything for a moment: nothing else can be shown meanwhile. */
export const RESTARTS: readonly Behaviour[] = [
  {
    of: 'an API server that starts anew',
    says: 'is waited for: the update ends well when the object becomes ready after that',
    holds: async (bench) => {
      const made = await bench.stack('restarted');
      const { ended } = await waiting(bench, made, 'restarted');
      await bench.restart();
      // now there is a node for it
      await bench.kubectl('label', 'nodes', '--all', 'example.com/none=such');
      const { code, stdout } = await ended;
      await bench.kubectl('label', 'nodes', '--all', 'example.com/none-');
      expect({ code, stdout: code === 0 ? '' : stdout }).toEqual({ code: 0, stdout: '' });
      expect(await bench.field('restarted', 'deployment/web', '.status.availableReplicas')).toBe('1');
    },
  },
];

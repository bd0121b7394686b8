import { existsSync, rmSync } from 'node:fs';
import { Failure } from '../failure';
import { layoutOf } from '../layout';
import { clusterStates } from './current-cluster';
import { sandboxesIn, stopEverything } from './down';
import { alone, type Session } from './session';

/**
 * Stops everything that was started here and forgets it; the cache of built tools stays.
 *
 * @throws Failure while a stack on a cluster that is not ours still holds objects: its state is their only record
 */
export async function clean(session: Session): Promise<void> {
  const { root, stateDir, print } = session;
  if (!existsSync(stateDir)) {
    print('Nothing to clean.');
    return;
  }
  const inUse = clusterStates(stateDir).filter(({ objects }) => objects > 0);
  if (inUse.length > 0) {
    throw new Failure(
      inUse
        .map((it) => `The stack '${it.stack}' still holds ${it.objects} objects on the cluster ${it.context}.`)
        .join('\n'),
      "Run 'make destroy CLUSTER=current' for each of them first; their state is the only record of them.",
    );
  }
  await withAll([...sandboxesIn(stateDir)], async () => {
    rmSync(stateDir, { recursive: true, force: true });
    return Promise.resolve();
  });
  print(`Removed ${stateDir}.`);

  /** All locks are held while the folder goes, so that no other run is in the middle of something. */
  async function withAll(environments: readonly string[], work: () => Promise<void>): Promise<void> {
    const [first, ...others] = environments;
    if (first === undefined) {
      await work();
      return;
    }
    const layout = layoutOf(root, stateDir, first);
    await alone(layout, 'clean', async () => {
      await stopEverything(layout);
      await withAll(others, work);
    });
  }
}

import { Failure } from '../failure';

/**
 * Refuses an etcd whose database has used up its quota: it answers, takes nothing new, and would never become healthy.
 *
 * @param health where etcd tells how it is
 * @throws Failure when it raised that alarm
 */
export async function requireRoom(health: string): Promise<void> {
  const told = await fetch(health).then(
    (answer) => answer.text(),
    // not there yet
    () => '',
  );
  if (!told.includes('NOSPACE')) return;
  throw new Failure(
    "etcd's database has used up its quota (alarm NOSPACE): the API server can store nothing new.",
    "Run 'make clean', then 'make up': the data of a sandbox can be made anew.",
  );
}

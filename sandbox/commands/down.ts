import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ControlPlane } from '../control-plane/control-plane';
import { endLeftEngine } from '../engine/deployment';
import { layoutOf, type Layout } from '../layout';
import { alone, type Session } from './session';

/** Stops control planes and keeps their data. */
export async function down(session: Session, environment: string | undefined): Promise<void> {
  const environments = environment === undefined ? sandboxesIn(session.stateDir) : [environment];
  if (environments.length === 0) session.print('Nothing to stop: no sandbox was ever started here.');
  for (const name of environments) {
    const layout = layoutOf(session.root, session.stateDir, name);
    await alone(layout, 'down', async () => {
      const running = ControlPlane.records(layout.controlPlane).length > 0;
      await stopEverything(layout);
      session.print(
        running ? `${name} is stopped; its data stay ('make up ENV=${name}').` : `${name} was not running.`,
      );
    });
  }
}

/** Ends all that runs of an environment: an engine that was left behind, then its control plane. */
export async function stopEverything(layout: Layout): Promise<void> {
  await endLeftEngine(layout.engineRecord);
  await ControlPlane.stop(layout.controlPlane);
}

/** Environments that have a control plane here, running or not. */
export function sandboxesIn(stateDir: string): readonly string[] {
  if (!existsSync(stateDir)) return [];
  return readdirSync(stateDir)
    .filter((name) => existsSync(join(stateDir, name, 'control-plane')))
    .sort();
}

import { environmentOf, Graph } from 'seaworthy';
import { compareReach, type CheckedObject, type Path, type ReachComparison } from 'seaworthy/checks';
import { render } from 'seaworthy/synth';
import { compose } from '../systems/compose';
import type { EnvironmentName } from '../systems/environments';
import { SYSTEM_NAMES } from '../systems/systems';

/** Who reaches whom in a system: its own pods, and what they reach or are reached by. */
export interface SystemReach extends ReachComparison {
  readonly system: string;
  readonly environment: EnvironmentName;
}

/** Who reaches whom in some systems of an environment. All systems are rendered, as they are deployed: one may call another. */
export function systemReach(systems: readonly string[], environment: EnvironmentName, now: Date): SystemReach[] {
  const all = reachOf(SYSTEM_NAMES, environment, now);
  return systems.map((system) => {
    const own = new Set(SYSTEM_NAMES.length === 1 ? all.pods : reachOf([system], environment, now).pods);
    const touching = (paths: readonly Path[]) => paths.filter(({ from, to }) => own.has(from) || own.has(to));
    return {
      system,
      environment,
      pods: all.pods.filter((name) => own.has(name)),
      paths: touching(all.paths),
      undeclared: touching(all.undeclared),
      closed: touching(all.closed),
    };
  });
}

function reachOf(systems: readonly string[], environment: EnvironmentName, now: Date): ReachComparison {
  const app = compose({ environment, systems, now });
  const objects = render(app, { checks: false }).map((manifest): CheckedObject => ({
    path: `${manifest.kind} ${manifest.metadata.name}`,
    manifest,
  }));
  return compareReach({ objects, calls: Graph.of(app).edges, capabilities: environmentOf(app)?.capabilities });
}

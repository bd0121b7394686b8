import type { CheckInput } from '../check-input';
import { Rendering } from '../rendering';
import { declaredWays } from './declared-ways';
import { ANYWHERE, Ends, type End } from './ends';
import { contains, joined, type PortRange } from './port-ranges';
import { openWays, pathsOf, type Path, type Reach } from './reach';
import { Ways } from './ways';

/** Who reaches whom, held against who was declared to call whom. */
export interface ReachComparison extends Reach {
  /**
   * Ways that are open although nobody declared them. What the cluster itself needs for declared calls is no such way: name
   * resolution, and where there is a mesh its control plane, tunnels and egress gateway.
   */
  readonly undeclared: readonly Path[];
  /** Declared ways that are closed. */
  readonly closed: readonly Path[];
}

/** Holds the ways that policies leave open against the calls that were declared. */
export function compareReach({ objects, calls = [], capabilities }: CheckInput): ReachComparison {
  const ends = new Ends(new Rendering({ objects }));
  const open = openWays(ends);
  const opened = new Ways();
  for (const { from, to, ports } of open) opened.add(from, to, ports);
  const declared = declaredWays(ends, calls, capabilities ?? {});
  return {
    pods: ends.pods.map(({ name }) => name),
    paths: pathsOf(open),
    undeclared: pathsOf(open.filter(({ from, to, ports }) => !contains(declared.ports(from, to), ports))),
    closed: pathsOf(declared.all().filter(({ from, to, ports }) => !contains(portsOpen(opened, from, to), ports))),
  };
}

/** Pods that no policy holds back reach, and are reached by, whatever is elsewhere. */
function portsOpen(opened: Ways, from: End, to: End): readonly PortRange[] {
  return joined([
    ...opened.ports(from, to),
    ...(to.kind === 'pods' ? [] : opened.ports(from, ANYWHERE)),
    ...(from.kind === 'pods' ? [] : opened.ports(ANYWHERE, to)),
  ]);
}

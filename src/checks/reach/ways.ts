import type { End } from './ends';
import { joined, type PortRange } from './port-ranges';
import type { Way } from './reach';

/** Ports by both ends. */
export class Ways {
  readonly #ways = new Map<End, Map<End, PortRange[]>>();

  public add(from: End, to: End, ports: readonly PortRange[]): void {
    const callees = this.#ways.get(from) ?? new Map<End, PortRange[]>();
    this.#ways.set(from, callees);
    const known = callees.get(to);
    if (known) known.push(...ports);
    else callees.set(to, [...ports]);
  }

  public ports(from: End, to: End): readonly PortRange[] {
    return joined(this.#ways.get(from)?.get(to) ?? []);
  }

  public all(): Way[] {
    return [...this.#ways].flatMap(([from, callees]) =>
      [...callees].map(([to, ports]) => ({ from, to, ports: joined(ports) })),
    );
  }
}

import { timesOf } from './call-times';
import type { Edge } from './edge';
import { isEntryParty } from './entry';
import type { Party } from './party';
import type { Refusal } from './refusal';

/** The longest that a party may wait for those that it calls itself. */
interface LongestWait {
  /** In milliseconds. */
  readonly time: number;
  /** The call that leads to it: the wait itself when that has a timeout, one without a timeout on the way to it otherwise. */
  readonly through: Edge;
}

/** The longest wait of each party that waits for anybody with a timeout. */
export type LongestWaits = ReadonlyMap<Party, LongestWait>;

/**
 * The longest that each party may wait for an answer to one of its own calls. A call without a timeout lasts as long as the
 * calls that follow from it. Linear in the calls, apart from sorting them.
 */
export function longestWaits(edges: readonly Edge[]): LongestWaits {
  const timed = edges
    .map((edge) => ({ edge, time: timesOf(edge.options ?? {}).timeout }))
    .sort((a, b) => b.time - a.time);
  const endless = new Map<Party, Edge[]>();
  for (const { edge, time } of timed) {
    if (Number.isFinite(time)) continue;
    const into = endless.get(edge.callee) ?? [];
    into.push(edge);
    endless.set(edge.callee, into);
  }
  const waits = new Map<Party, LongestWait>();
  // the longest first: who has one already has no longer one to come
  for (const { edge, time } of timed) {
    if (!Number.isFinite(time) || waits.has(edge.caller)) continue;
    const reached: Edge[] = [edge];
    for (let through = reached.pop(); through !== undefined; through = reached.pop()) {
      if (waits.has(through.caller)) continue;
      waits.set(through.caller, { time, through });
      reached.push(...(endless.get(through.caller) ?? []));
    }
  }
  return waits;
}

/** What is wrong with the time that a call leaves its callee: less than the callee may wait for others itself. */
export function chainRefusals(prop: string, edge: Edge, waits: LongestWaits): Refusal[] {
  const wait = waits.get(edge.callee);
  if (wait === undefined) return [];
  const { tries, timeout, perTry, waits: between } = timesOf(edge.options ?? {});
  if (perTry >= wait.time) return [];
  const chain = chainOf(edge, waits);
  const [last, callee] = chain.slice(-2);
  const needed = tries * wait.time + between;
  const sum =
    tries === 1 ? '' : ` (${tries} tries of ${wait.time}ms${between > 0 ? ` and ${between}ms between them` : ''})`;
  const narrow = timeout >= needed;
  return [
    {
      prop: narrow ? `${prop}.retries.perTry` : `${prop}.timeout`,
      value: `${narrow ? perTry : timeout}ms`,
      problem: `is shorter than the chain ${chain.join(' -> ')}: ${String(last)} may wait ${wait.time}ms for ${String(callee)}, and nobody would be left to hear the answer`,
      allowed: narrow ? `${wait.time}ms or more` : `${needed}ms or more${sum}`,
      fix: `raise ${isEntryParty(edge.caller) ? `exposedAt.timeout of ${edge.callee.name}` : 'it'}, or shorten the timeout of calls('${String(callee)}') of ${String(last)}`,
    },
  ];
}

/** The names along a call and the longest wait behind it. */
function chainOf(edge: Edge, waits: LongestWaits): string[] {
  const names = [edge.caller.name, edge.callee.name];
  for (let wait = waits.get(edge.callee); wait !== undefined; wait = waits.get(wait.through.callee)) {
    names.push(wait.through.callee.name);
    if (Number.isFinite(timesOf(wait.through.options ?? {}).timeout)) break;
  }
  return names;
}

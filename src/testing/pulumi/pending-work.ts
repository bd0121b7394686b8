/** Longest wait for work that may never end, such as a server that a program starts, in milliseconds. */
const LONGEST = 2_000;

/** What the process waits for (files, timers, other processes), beside what it waited for at the start. */
export class PendingWork {
  readonly #before = counted();
  readonly #start = performance.now();

  /** Whether something of it has not ended. An engine would wait for it too: the program's process lives on. */
  public get isPending(): boolean {
    if (performance.now() - this.#start > LONGEST) return false;
    return [...counted()].some(([type, count]) => count > (this.#before.get(type) ?? 0));
  }
}

/** How many resources of each type keep the process alive. */
function counted(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const type of process.getActiveResourcesInfo()) {
    // the turns of the event loop by which is waited here
    if (type !== 'Immediate') counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return counts;
}

import type { CommandResult, Sandbox } from '../../sandbox/sandbox';

/** A pod, as far as a disruption budget looks at it. */
export interface WatchedPod {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
  };
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** One line of a watch. */
export interface PodEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: WatchedPod;
}

/** Which pods to count. */
export type PodFilter = (pod: WatchedPod) => boolean;

/** What a disruption budget counts as there: ready, and not about to end. */
export function isHealthy({ metadata, status }: WatchedPod): boolean {
  const ready = status.conditions?.some(({ type, status: holds }) => type === 'Ready' && holds === 'True');
  return ready === true && metadata.deletionTimestamp === undefined;
}

/** The number of healthy pods after each event, from the first moment at which there were `from` of them. */
export function healthyCounts(events: readonly PodEvent[], filter: PodFilter, from: number): readonly number[] {
  const pods = new Map<string, WatchedPod>();
  const counts = events.map(({ type, object }) => {
    if (type === 'DELETED') pods.delete(object.metadata.uid);
    else pods.set(object.metadata.uid, object);
    return [...pods.values()].filter((pod) => filter(pod) && isHealthy(pod)).length;
  });
  const start = counts.indexOf(from);
  return start < 0 ? [] : counts.slice(start);
}

/** Sees every change of every pod, in the order of the API server, beginning with the pods that are there. */
export class PodWatch {
  private constructor(
    private readonly events: readonly PodEvent[],
    private readonly end: AbortController,
    private readonly ended: Promise<CommandResult>,
  ) {}

  /** Begins to look; it has seen the pods that are there when this returns. */
  public static async start(sandbox: Sandbox): Promise<PodWatch> {
    const events: PodEvent[] = [];
    const end = new AbortController();
    let watch: PodWatch | undefined;
    await new Promise<void>((resolve, reject) => {
      const onLine = (line: string): void => {
        if (!line.startsWith('{')) return;
        events.push(JSON.parse(line) as PodEvent);
        resolve();
      };
      const ended = sandbox.kubectl(['get', '--raw', '/api/v1/pods?watch=true'], { signal: end.signal, onLine });
      ended.then(({ stderr }) => {
        reject(new Error(`the watch ended by itself: ${stderr}`));
      }, reject);
      watch = new PodWatch(events, end, ended);
    });
    if (watch === undefined) throw new Error('the watch did not begin');
    return watch;
  }

  /** Ends the looking, and tells what was seen. */
  public async stop(): Promise<readonly PodEvent[]> {
    this.end.abort();
    await this.ended;
    return this.events;
  }
}

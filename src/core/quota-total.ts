import { ONE, parseAmount, type Amount } from './amount';
import { valueAt, type Data } from './manifest-data';
import { podAmounts, type Amounts, type ContainerDefaults, type PodAmounts } from './pod-amounts';

/** What a quota counts of every namespace. */
const ALWAYS_COUNTED = ['pods', 'persistentvolumeclaims', 'services.loadbalancers', 'services.nodeports'];

/** Resources that a quota counts by limits, too, and that a pod without a request or limit may not have where it does. */
const LIMITED = ['cpu', 'memory', 'ephemeral-storage'];

/** Sums by name. */
class Sums {
  private readonly sums = new Map<string, Amount>();
  /** Names that some pod does not have on every container: a quota on them would refuse it. */
  private readonly partial = new Set<string>();

  public add(name: string, pieces: bigint, each: Amount = ONE): void {
    this.sums.set(name, (this.sums.get(name) ?? 0n) + pieces * each);
  }

  public lack(name: string): void {
    this.partial.add(name);
  }

  public named(prefix: string, without: 'partial' | 'nothing'): [string, Amount][] {
    const kept = [...this.sums].filter(([name]) => without === 'nothing' || !this.partial.has(name));
    return kept.map(([name, amount]) => [`${prefix}${name}`, amount]);
  }
}

/** What the objects of a namespace use, as a ResourceQuota counts it. */
export class QuotaTotal {
  private readonly pieces = new Sums();
  /** By resource: its name in a quota is put together once, and not for each pod. */
  private readonly requests = new Sums();
  private readonly limits = new Sums();

  /** @param hasLimits whether limits are summed up */
  public constructor(private readonly hasLimits: boolean) {
    for (const name of ALWAYS_COUNTED) this.pieces.add(name, 0n);
  }

  public add(name: string, pieces: bigint): void {
    this.pieces.add(name, pieces);
  }

  public claim(spec: Data, count: number): void {
    this.add('persistentvolumeclaims', BigInt(count));
    const size = parseAmount(valueAt(spec, 'resources', 'requests', 'storage')) ?? 0n;
    this.requests.add('storage', BigInt(count), size);
  }

  public pods(count: number, pod: Data, claims: readonly Data[], defaults: ContainerDefaults): void {
    const pieces = BigInt(count);
    this.add('pods', pieces);
    for (const claim of claims) this.claim(claim, count);
    const requests = podAmounts(pod, 'requests', defaults);
    requests.total.forEach((amount, name) => {
      this.requests.add(name, pieces, amount);
    });
    lacks(this.requests, requests);
    if (!this.hasLimits) return;
    const limits = podAmounts(pod, 'limits', defaults);
    LIMITED.forEach((name) => {
      const limit = limits.total.get(name);
      if (limit !== undefined) this.limits.add(name, pieces, limit);
    });
    lacks(this.limits, limits);
  }

  public needed(): Amounts {
    return this.named('nothing');
  }

  public hard(): Amounts {
    return this.named('partial');
  }

  private named(without: 'partial' | 'nothing'): Amounts {
    return new Map([
      ...this.pieces.named('', without),
      ...this.requests.named('requests.', without),
      ...this.limits.named('limits.', without),
    ]);
  }
}

/** Notes what some container of a pod does not say. */
function lacks(sums: Sums, { everywhere }: PodAmounts): void {
  LIMITED.forEach((name) => {
    if (!everywhere.has(name)) sums.lack(name);
  });
}

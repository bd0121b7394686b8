import type { IConstruct } from 'constructs';
import type { Refusal } from './refusal';

/** Somebody who serves a host at an entry. */
export interface HostClaim {
  readonly entry: string;
  readonly host: string;
  readonly paths: readonly string[];
  readonly namespace: string;
  /** Name of the workload, which names its objects. */
  readonly name: string;
  /** Path of the construct. */
  readonly by: string;
  /**
   * Who may have the same host: nobody else, the same namespace with other paths, or anybody with other paths.
   */
  readonly sharedWith: 'nobody' | 'namespace' | 'anybody';
}

const registers = new WeakMap<IConstruct, ClaimedHosts>();

/** Who serves which host in an App, over all its charts. A host at one entry has one owner. */
export class ClaimedHosts {
  /** Those of the App that a construct is in. */
  public static of(scope: IConstruct): ClaimedHosts {
    const { root } = scope.node;
    const register = registers.get(root) ?? new ClaimedHosts();
    registers.set(root, register);
    return register;
  }

  /** By entry and host, in the order in which they were claimed. */
  private readonly claims = new Map<string, HostClaim[]>();

  private constructor() {
    // made by ClaimedHosts.of alone: one for each App
  }

  /** Claims a host. @returns the first claim of it in the same namespace, which renders what all need: maybe this one */
  public claim(claim: HostClaim): HostClaim {
    const key = `${claim.entry} ${claim.host}`;
    const claims = this.claims.get(key) ?? [];
    claims.push(claim);
    this.claims.set(key, claims);
    return claims.find(({ namespace }) => namespace === claim.namespace) ?? claim;
  }

  /** What is wrong with a claim beside those before it: the later one is told. */
  public refusals(prop: string, claim: HostClaim): Refusal[] {
    const claims = this.claims.get(`${claim.entry} ${claim.host}`) ?? [];
    return claims.slice(0, claims.indexOf(claim)).flatMap((other) => conflict(prop, claim, other));
  }
}

function conflict(prop: string, claim: HostClaim, other: HostClaim): Refusal[] {
  const at = { prop, value: claim.host };
  const twice = claim.paths.filter((path) => other.paths.includes(path));
  if (twice.length > 0)
    return [
      {
        ...at,
        problem: `with path ${twice.map((path) => `'${path}'`).join(', ')} is claimed by [${other.by}] already`,
        allowed: 'one service for a host and path',
        fix: 'give one of them another host or other paths',
      },
    ];
  if (claim.sharedWith === 'nobody')
    return [
      {
        ...at,
        problem: `is claimed by [${other.by}] already, and each of them has a load balancer of its own`,
        allowed: 'one service for a host',
        fix: 'give one of them another host, or declare an entry that all share',
      },
    ];
  if (claim.sharedWith === 'namespace' && other.namespace !== claim.namespace)
    return [
      {
        ...at,
        problem: `is claimed by [${other.by}] already, from namespace '${other.namespace}'`,
        allowed: 'one namespace for a host, since it holds the certificate',
        fix: "give one of them another host, or add the host to the entry's own hosts",
      },
    ];
  return [];
}

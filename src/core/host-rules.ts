import type { HostRules } from './capabilities-props';
import type { Environment } from './environment';
import { meshMode } from './mesh';
import { isPodPeer, type Party } from './party';
import type { Refusal } from './refusal';

/** A party with a host name. */
export type Host = Party & { readonly host: string };

/** Whether a party is known by its host name alone: no rule of addresses can hold calls to it. */
export function isNamedHost(party: Party): party is Host {
  return party.peers.length === 0 && party.host !== undefined;
}

/** Whether a party with a host name is outside the cluster: by its addresses, or by its name. */
export function isExternalHost(party: Party): party is Host {
  return party.host !== undefined && !party.peers.some(isPodPeer);
}

/** What holds calls by name from the pods of a namespace, where anything does: a gateway of the mesh serves pods in it alone. */
export function hostRulesOf(environment: Environment | undefined, namespace: string): HostRules | undefined {
  const { hostRules, mesh } = environment?.capabilities ?? {};
  return hostRules === 'istio' && meshMode(mesh, namespace) === undefined ? undefined : hostRules;
}

/** What is wrong with calls from a namespace to a host that is known by its name alone: nothing there could hold them. */
export function namedHostRefusals(
  prop: string,
  { host }: Host,
  environment: Environment | undefined,
  namespace: string,
): Refusal[] {
  const rules = hostRulesOf(environment, namespace);
  const at = environment === undefined ? 'no environment is declared' : `environment '${environment.name}'`;
  if (rules === undefined)
    return [
      {
        prop,
        problem: `is known by its name alone, and ${at}${environment === undefined ? '' : ` declares nothing that holds calls by name in namespace '${namespace}'`}`,
        allowed:
          "capabilities with hostRules: 'cilium', or 'istio' in a namespace of the mesh with an egress gateway; or addresses",
        fix: `declare hostRules, or name the addresses: External.https('${host}', { cidrs: [...] })`,
      },
    ];
  if (rules === 'cilium' || !host.startsWith('*.')) return [];
  return [
    {
      prop,
      problem: 'is a wildcard, and the egress gateway has to know the one host that it connects to',
      allowed: "exact names; wildcards with hostRules: 'cilium'",
      fix: 'name each host with External.https of its own',
    },
  ];
}

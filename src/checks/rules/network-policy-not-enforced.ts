import { deployment, shop } from '../examples';
import { ofEverything } from '../look';
import type { Rule } from '../rule';

const example = (networkPolicy: boolean) =>
  shop([deployment()], {
    capabilities: { kubernetes: { minor: 36 }, customResources: new Set(), networkPolicy },
  });

/** Policies that nobody reads. */
export const networkPolicyNotEnforced: Rule = {
  id: 'network-policy-not-enforced',
  title: 'Where there are NetworkPolicies, the cluster enforces them, as its capabilities declare.',
  why: 'A network plug-in that does not enforce policies lets the API server accept them all: everything stays open, silently.',
  fix: 'enable enforcement in the network plug-in and set capabilities.networkPolicy',
  severity: 'error',
  bad: () => example(false),
  good: () => example(true),
  check: ofEverything((rendering) => {
    const [first] = rendering.ofKind('networking.k8s.io', 'NetworkPolicy');
    if (rendering.served?.networkPolicy !== false || first === undefined) return [];
    return [
      { at: first, message: 'and all other policies do nothing: the cluster declares that it does not enforce them' },
    ];
  }),
};

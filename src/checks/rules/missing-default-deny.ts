import { hasToken } from '../token';
import { listAt, textsAt } from '../data';
import type { RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import { ofEverything, type Found } from '../look';
import type { Rule } from '../rule';
import { selectsAll } from '../selector';
import { deployment, shop } from '../examples';

const DIRECTIONS = ['Ingress', 'Egress'] as const;

/** The place of policies whose namespace only a deployment knows. No namespace has this name. */
const ANYWHERE = '*';

/** Namespaces that are open. */
export const missingDefaultDeny: Rule = {
  id: 'missing-default-deny',
  title: 'Every namespace with pods denies all traffic, both ways, that no other policy allows.',
  why: 'A pod that no policy selects may be reached from everywhere and may reach everything.',
  fix: 'add a NetworkPolicy with an empty podSelector, policyTypes Ingress and Egress, and no rules',
  severity: 'error',
  bad: () => ({ objects: [deployment()] }),
  good: () => shop([deployment()]),
  check: ofEverything((rendering) => {
    const namespaces = new Map<string, RenderedObject>();
    for (const { object } of rendering.podOwners)
      if (!namespaces.has(object.namespace)) namespaces.set(object.namespace, object);
    const policies = new Map<string, RenderedObject[]>();
    for (const policy of rendering.ofKind('networking.k8s.io', 'NetworkPolicy')) {
      if (!isWide(policy)) continue;
      const place = hasToken(policy.namespace) ? ANYWHERE : policy.namespace;
      const others = policies.get(place);
      if (others === undefined) policies.set(place, [policy]);
      else others.push(policy);
    }
    return [...namespaces].flatMap(([namespace, first]) =>
      namespaceFindings(rendering, namespace, first, [
        ...(policies.get(namespace) ?? []),
        ...(policies.get(ANYWHERE) ?? []),
      ]),
    );
  }),
};

function namespaceFindings(
  rendering: Rendering,
  namespace: string,
  firstWithPods: RenderedObject,
  policies: readonly RenderedObject[],
): Found[] {
  if (hasToken(namespace)) return [];
  const open = DIRECTIONS.filter((direction) => !policies.some((policy) => denies(policy, direction)));
  if (open.length === 0) return [];
  const own = rendering.find('', 'Namespace', '', namespace);
  return [
    {
      at: own ?? firstWithPods,
      // who renders the namespace answers for it; elsewhere it may well have such a policy
      severity: own === undefined ? 'warning' : 'error',
      message: `namespace '${namespace}' has pods and no policy that denies all ${open.join(' and ').toLowerCase()} by default`,
    },
  ];
}

/** Whether a policy is about every pod of its namespace, or may be. */
function isWide({ manifest, spec }: RenderedObject): boolean {
  return selectsAll(spec['podSelector'] ?? {}) || hasToken(manifest['spec']);
}

/** Whether a policy about every pod denies all traffic of a direction that no other allows. */
function denies({ manifest, spec }: RenderedObject, direction: (typeof DIRECTIONS)[number]): boolean {
  if (hasToken(manifest['spec'])) return true;
  const types = textsAt(spec, 'policyTypes');
  return (types.includes(direction) || types.some(hasToken)) && listAt(spec, direction.toLowerCase()).length === 0;
}

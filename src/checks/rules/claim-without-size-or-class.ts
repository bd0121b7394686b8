import { asData, asList, asText, isData, textAt, valueAt } from '../data';
import { hasToken } from '../token';
import type { Data } from '../data';
import { claim, deployment, shop } from '../examples';
import type { Rendering } from '../rendering';
import type { RenderedObject } from '../rendered-object';
import { ofKinds, ofPods, type Found } from '../look';
import type { PodOwner } from '../pod-owner';
import type { Rule } from '../rule';

const example = (storageClassName?: string) =>
  shop(
    [
      claim({ storageClassName }),
      deployment({
        spec: { strategy: { type: 'Recreate' } },
        pod: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
      }),
    ],
    {
      capabilities: { kubernetes: { minor: 36 }, customResources: new Set(), storageClasses: new Set(['gp3', 'io2']) },
    },
  );

/** A claim, or the template of one, with words for where it is. */
export interface Claim {
  readonly object: RenderedObject;
  readonly where: string;
  readonly spec: Data;
}

/** Disks of nobody knows what kind. */
export const claimWithoutSizeOrClass: Rule = {
  id: 'claim-without-size-or-class',
  title: 'Every claim has a size and, where the environment declares its storage classes, names one of them.',
  why: 'Without a class it gets what the cluster has for default, which differs and changes; without a size the API server refuses it.',
  fix: 'set storageClassName and resources.requests.storage',
  severity: 'warning',
  bad: () => example(),
  good: () => example('gp3'),
  check: [
    ofKinds([' PersistentVolumeClaim'], (object, rendering) => findings(ownClaims(object), rendering)),
    ofPods((owner, rendering) => findings(podClaims(owner), rendering)),
  ],
};

function findings(claims: readonly Claim[], rendering: Rendering): Found[] {
  if (claims.length === 0) return [];
  // who declares no classes leaves the choice to the cluster
  const hasClasses = rendering.served?.storageClasses !== undefined;
  return claims.flatMap(({ object, where, spec }) => {
    if (Object.keys(spec).length === 0) return [];
    const isSized = valueAt(spec, 'resources', 'requests', 'storage') !== undefined;
    // a claim of a volume that is there already has the class of that volume
    const isClassed = !hasClasses || spec['storageClassName'] !== undefined || spec['volumeName'] !== undefined;
    return [
      ...(isSized ? [] : [{ at: object, message: `${where} has no size`, severity: 'error' as const }]),
      ...(isClassed ? [] : [{ at: object, message: `${where} has no storageClassName` }]),
    ];
  });
}

/** The claim that an object is. */
export function ownClaims(object: RenderedObject): readonly Claim[] {
  return known([{ object, where: 'it', spec: object.spec }]);
}

/** The claims that pods bring along: in templates of their object, and in volumes of their own. */
export function podClaims({ object, volumes }: PodOwner): readonly Claim[] {
  const claims: Claim[] = [];
  asList(object.spec['volumeClaimTemplates']).forEach((one) => {
    const where = `claim template ${textAt(one, 'metadata', 'name') ?? ''}`;
    claims.push({ object, where, spec: asData(one['spec']) });
  });
  volumes.forEach((volume) => {
    const template = valueAt(volume, 'ephemeral', 'volumeClaimTemplate');
    if (isData(template))
      claims.push({ object, where: `volume ${asText(volume['name']) ?? ''}`, spec: asData(template['spec']) });
  });
  return claims.length === 0 ? claims : known(claims);
}

function known(claims: readonly Claim[]): readonly Claim[] {
  return claims.filter(({ spec }) => !hasToken(spec));
}

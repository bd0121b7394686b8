import { dataAt, isData, listAt, textAt, valueAt } from '../data';
import { hasToken } from '../../core/token';
import type { Data } from '../data';
import { claim, deployment, shop } from '../examples';
import type { Rendering } from '../rendering';
import type { RenderedObject } from '../rendered-object';
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
  check: (rendering) => {
    // who declares no classes leaves the choice to the cluster
    const hasClasses = rendering.served?.storageClasses !== undefined;
    return claims(rendering).flatMap(({ object, where, spec }) => {
      if (Object.keys(spec).length === 0) return [];
      const isSized = valueAt(spec, 'resources', 'requests', 'storage') !== undefined;
      // a claim of a volume that is there already has the class of that volume
      const isClassed =
        !hasClasses || valueAt(spec, 'storageClassName') !== undefined || valueAt(spec, 'volumeName') !== undefined;
      return [
        ...(isSized ? [] : [{ at: object, message: `${where} has no size`, severity: 'error' as const }]),
        ...(isClassed ? [] : [{ at: object, message: `${where} has no storageClassName` }]),
      ];
    });
  },
};

/** Every claim that is rendered, or made from a template. */
export function claims(rendering: Rendering): Claim[] {
  return [
    ...rendering.ofKind('', 'PersistentVolumeClaim').map((object) => ({ object, where: 'it', spec: object.spec })),
    ...rendering.podOwners.flatMap(({ object, pod }) => [
      ...listAt(object.spec, 'volumeClaimTemplates').map((one) => ({
        object,
        where: `claim template ${textAt(one, 'metadata', 'name') ?? ''}`,
        spec: dataAt(one, 'spec'),
      })),
      ...listAt(pod, 'volumes')
        .filter((volume) => isData(valueAt(volume, 'ephemeral', 'volumeClaimTemplate')))
        .map((volume) => ({
          object,
          where: `volume ${textAt(volume, 'name') ?? ''}`,
          spec: dataAt(volume, 'ephemeral', 'volumeClaimTemplate', 'spec'),
        })),
    ]),
  ].filter(({ spec }) => !hasToken(spec));
}

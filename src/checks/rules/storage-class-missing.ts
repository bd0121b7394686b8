import { hasToken } from '../token';
import { asText } from '../data';
import { claim, deployment, shop } from '../examples';
import { ofKinds, ofPods, type Found } from '../look';
import type { Rendering } from '../rendering';
import type { Rule } from '../rule';
import { ownClaims, podClaims, type Claim } from './claim-without-size-or-class';

const example = (storageClassName: string) =>
  shop(
    [
      claim({ storageClassName }),
      deployment({
        spec: { strategy: { type: 'Recreate' } },
        pod: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
      }),
    ],
    { capabilities: { kubernetes: { minor: 36 }, customResources: new Set(), storageClasses: new Set(['gp3']) } },
  );

/** Disks that nobody makes. */
export const storageClassMissing: Rule = {
  id: 'storage-class-missing',
  title: 'Every storage class that is named is rendered, or declared in the capabilities of the cluster.',
  why: 'The claim stays pending, and its pods with it; nothing says so but an event.',
  fix: 'correct storageClassName, or declare the class in capabilities.storageClasses',
  severity: 'error',
  bad: () => example('gp2'),
  good: () => example('gp3'),
  check: [
    ofKinds([' PersistentVolumeClaim'], (object, rendering) => findings(() => ownClaims(object), rendering)),
    ofPods((owner, rendering) => findings(() => podClaims(owner), rendering)),
  ],
};

function findings(claims: () => readonly Claim[], rendering: Rendering): Found[] {
  const declared = rendering.served?.storageClasses;
  if (declared === undefined) return [];
  return claims().flatMap(({ object, where, spec }) => {
    const name = asText(spec['storageClassName']);
    // an empty name asks for a volume that is there already
    if (name === undefined || name === '' || hasToken(name) || declared.has(name)) return [];
    if (rendering.has('storage.k8s.io', 'StorageClass', '', name) !== 'no') return [];
    return [{ at: object, message: `${where} has storageClassName '${name}', which the cluster does not have` }];
  });
}

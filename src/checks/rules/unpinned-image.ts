import { imageProblem, PINNED_IMAGE } from '../../core/image';
import { hasToken } from '../../core/token';
import { listAt, textAt } from '../data';
import { ofPods } from '../look';
import type { Rule } from '../rule';
import { deployment, shop } from '../examples';

const example = (image: string) => shop([deployment({ container: { image } })]);

/** Images that may be others tomorrow. */
export const unpinnedImage: Rule = {
  id: 'unpinned-image',
  title: "Every container image has a digest, or a tag that is not 'latest'.",
  why: 'The same manifest would start different code on different days and nodes, and could not be rolled back.',
  fix: 'name the version, best by its digest',
  severity: 'error',
  bad: () => example('ghcr.io/acme/api:latest'),
  good: () => example('ghcr.io/acme/api:1.4.2'),
  check: ofPods(({ object, pod, containers }) => {
    const images = [
      ...containers.map(({ name, spec }) => ({ where: `container ${name}`, image: textAt(spec, 'image') })),
      ...listAt(pod, 'volumes').map((volume) => ({
        where: `volume ${textAt(volume, 'name') ?? ''}`,
        image: textAt(volume, 'image', 'reference'),
      })),
    ];
    return images.flatMap(({ where, image }) => {
      const problem = image === undefined || hasToken(image) ? undefined : imageProblem(image);
      return problem === undefined
        ? []
        : [{ at: object, message: `image '${image ?? ''}' of ${where} ${problem}; allowed: ${PINNED_IMAGE}` }];
    });
  }),
};

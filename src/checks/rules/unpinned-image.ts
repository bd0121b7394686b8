import { imageProblem, PINNED_IMAGE } from '../../core/image';
import { hasToken } from '../token';
import { asText, textAt } from '../data';
import { NOTHING_FOUND, ofContainers, ofPods, type Found } from '../look';
import type { RenderedObject } from '../rendered-object';
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
  check: [
    ofContainers(({ name, spec }, { object }) => findings(object, 'container', name, asText(spec['image']))),
    ofPods(({ object, volumes }) =>
      volumes.flatMap((volume) =>
        findings(object, 'volume', asText(volume['name']) ?? '', textAt(volume, 'image', 'reference')),
      ),
    ),
  ],
};

function findings(at: RenderedObject, part: string, name: string, image: string | undefined): readonly Found[] {
  const problem = image === undefined || hasToken(image) ? undefined : imageProblem(image);
  return problem === undefined
    ? NOTHING_FOUND
    : [{ at, message: `image '${image ?? ''}' of ${part} ${name} ${problem}; allowed: ${PINNED_IMAGE}` }];
}

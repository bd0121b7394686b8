import type { InitContainer, PodProps } from 'seaworthy';

/**
 * A container that judges the configuration before the main one starts, and ends with all that is wrong with it. It is
 * the same program with the same variables, secrets and folders, and reserves nothing beside it. A release with a bad
 * configuration stops there, while the pods of the one before go on.
 *
 * @param part part of the program that will start
 */
export function configurationCheck(part: string, pod: PodProps): InitContainer {
  const { image, resources, environment, secrets = [], writablePaths = [] } = pod;
  return {
    name: 'check-configuration',
    image,
    args: ['check-configuration', part],
    resources,
    ...(environment && { environment }),
    secretVariables: secrets.map(({ variable }) => variable),
    sharedPaths: writablePaths.map(({ path }) => path),
  };
}

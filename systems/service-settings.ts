import { field, type GroupValue } from 'seaworthy/settings';
import { resourcesField, scaleField, scaleOf } from './workload-settings';

/** Settings of a service that answers over HTTP, if only for its health, and scales by CPU and memory. */
export const serviceFields = () => ({
  image: field.image().describe('Container image, pinned by digest or version tag'),
  port: field.port().describe('Port on which it answers over HTTP; a worker for its health and metrics alone'),
  resources: resourcesField(),
  scale: scaleField(),
});

type ServiceSettings = GroupValue<ReturnType<typeof serviceFields>>;

/** Where such services answer for their health. */
const HEALTH = { readyPath: '/readyz', livePath: '/livez' };

/** The service that settings describe. */
export function serviceOf({ image, port, resources, scale }: ServiceSettings) {
  return { image, port, resources, scale: scaleOf(scale), health: HEALTH };
}

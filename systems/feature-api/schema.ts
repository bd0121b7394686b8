import { field } from 'seaworthy/settings';
import { endpointField } from '../endpoint-settings';
import { hostsField, requestScaleField, resourcesField, secretsField } from '../workload-settings';

/** The settings of feature-api. */
export const schema = field.group({
  image: field.image().describe('Container image, pinned by digest or version tag'),
  port: field.port().describe('Port on which the container serves HTTP'),
  resources: resourcesField(),
  scale: requestScaleField(),
  health: field.group({
    readyPath: field.string({
      pattern: { matches: /^\/[\x21-\x7e]*$/, means: "a path that starts with '/'" },
      example: '/health',
    }),
  }),
  hosts: hostsField(),
  database: endpointField().describe('PostgreSQL'),
  cache: endpointField().describe('Redis'),
  secrets: secretsField(),
});

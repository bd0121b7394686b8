import { field } from 'seaworthy/settings';
import { endpointField } from '../endpoint-settings';
import { hostsField, resourcesField, scaleField, secretsField } from '../workload-settings';

/** What every service of mimir has. */
const service = {
  image: field.image().describe('Container image, pinned by digest or version tag'),
  port: field.port().describe('Port on which it answers over HTTP; of the worker: for its health alone'),
  resources: resourcesField(),
  scale: scaleField(),
};

const groups = field.list(field.string({ example: 'mimir-developers' }), { unique: true });

/** The settings of mimir. */
export const schema = field.group({
  web: field.group({ ...service, hosts: hostsField() }).describe('What people see'),
  api: field.group({ ...service, hosts: hostsField() }).describe('What programs ask'),
  worker: field.group(service).describe('What reads news sites'),
  largestPod: resourcesField().describe('Most that right-sizing may recommend for a pod'),
  logLevel: field.string({ example: 'info' }).describe('How much is logged'),
  database: endpointField().describe('PostgreSQL'),
  cache: endpointField().describe('Redis'),
  sentinel: endpointField().describe('Redis Sentinel, which knows the primary of the cache'),
  secrets: secretsField(),
  roles: field
    .group({ developer: groups.default([]), operator: groups.default([]), admin: groups.default([]) })
    .describe('Groups of the identity provider that have each role'),
});

import { field } from 'seaworthy/settings';
import { rolesField } from '../access-settings';
import { endpointField } from '../endpoint-settings';
import { serviceFields } from '../service-settings';
import { hostsField, resourcesField, secretsField } from '../workload-settings';

const service = serviceFields();

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
  roles: rolesField(),
});

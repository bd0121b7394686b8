import { field } from 'seaworthy/settings';
import { rolesField } from '../access-settings';
import { endpointField } from '../endpoint-settings';
import { serviceFields } from '../service-settings';
import { hostsField, rotationField, secretsField } from '../workload-settings';

const service = { ...serviceFields(), secrets: secretsField() };

/** The settings of news-engine. */
export const schema = field.group({
  publisher: field.group({ ...service, hosts: hostsField() }).describe('The API, which people and programs read'),
  analytics: field.group(service).describe('What computes EQIS scores'),
  database: endpointField().describe('PostgreSQL, through which both services work together'),
  secretOwner: field.string({ example: 'team-news' }).describe('The team that answers for the secrets'),
  rotation: rotationField(),
  headroom: field
    .percent()
    .describe('Room of the quota above the declared peak: pods that end still hold theirs while new ones start'),
  roles: rolesField(),
});

import { field } from 'seaworthy/settings';
import { accessField, rolesField } from '../access-settings';
import { endpointField } from '../endpoint-settings';
import { hostsField, requestScaleField, resourcesField, rotationField, secretsField } from '../workload-settings';

const path = { matches: /^\/[\x21-\x7e]*$/, means: "a path that starts with '/'" };

/** One phase of a change of the schema, which Alembic knows as a revision. */
const migration = field.group({
  change: field.dnsLabel().describe('The change that it is a phase of'),
  phase: field.oneOf(['expand', 'backfill', 'enforce']),
  release: field.string({ example: '1.0.0' }).describe('The release that it belongs to'),
  revision: field.string({ example: 'workspace_id_expand' }).describe('Revision of Alembic that it goes to'),
});

/** The settings of slack-assistant. */
export const schema = field.group({
  image: field.image().describe('Container image, pinned by digest or version tag'),
  port: field.port().describe('Port on which it takes requests of Slack'),
  resources: resourcesField(),
  largestPod: resourcesField().describe('Most that right-sizing may recommend for a pod'),
  scale: requestScaleField(),
  entry: field
    .group({
      hosts: hostsField(),
      paths: field.list(field.string({ pattern: path, example: '/slack' }), { min: 1, unique: true }),
      timeout: field.duration().describe('How long a request of Slack may take'),
    })
    .describe('Where Slack sends events, commands and clicks to'),
  rateLimit: field
    .group({ requests: field.integer({ min: 1 }), burst: field.integer({ min: 1 }) })
    .describe('Requests that each pod answers in a second, and how many of them at once'),
  slack: field
    .group({
      hosts: field.list(field.dnsName(), { min: 1, unique: true }),
      timeout: field.duration().describe('How long it waits for an answer of Slack'),
    })
    .describe('The API of Slack'),
  database: endpointField().describe('PostgreSQL'),
  databaseTimeout: field.duration().describe('How long it waits for an answer of the database'),
  migrations: field.list(migration).default([]).describe('Changes of the schema that come with this release'),
  logLevel: field.string({ example: 'info' }).describe('How much is logged'),
  traceShare: field.percent().describe('Share of requests whose traces are kept'),
  secretRole: field
    .string({ example: 'arn:aws:iam::123456789012:role/slack-assistant-secrets' })
    .describe('IAM role that may read the secrets of slack-assistant, and of nobody else'),
  secrets: secretsField(),
  migrationSecrets: secretsField().describe(
    'The same for migrations, whose user of the database may change its schema',
  ),
  rotation: rotationField(),
  nodes: field
    .group({
      cluster: field.string({ example: 'acme-prod' }).describe('Name of the EKS cluster'),
      role: field.string({ example: 'acme-prod-node' }).describe('Name of the IAM role of its nodes'),
      image: field.string({ example: 'al2023@v20261105' }).describe('Machine image with its version'),
      capacity: field.list(field.oneOf(['on-demand', 'spot']), { min: 1, unique: true }),
      most: resourcesField().describe('CPU and memory of all its nodes together, at most'),
    })
    .describe('Nodes of its own, made by Karpenter'),
  headroom: field.percent().describe('Room of the quota above the peak, for pods that are ending'),
  roles: rolesField(),
  access: accessField(),
});

import type { LayerFor } from 'seaworthy/settings';
import type { EnvironmentName } from '../environments';
import { storedIn } from '../workload-settings';
import type { schema } from './schema';

type Layer = LayerFor<typeof schema>;

/** What is the same everywhere. */
const base: Layer = {
  image: 'ghcr.io/acme/slack-assistant:1.0.0',
  port: 8000,
  resources: { cpu: '500m', memory: '512Mi' },
  largestPod: { cpu: 2, memory: '4Gi' },
  // Slack gives up after 3 seconds, and sends the event again
  entry: { paths: ['/slack'], timeout: '3s' },
  rateLimit: { requests: 50, burst: 100 },
  slack: { hosts: ['slack.com', 'hooks.slack.com'], timeout: '2500ms' },
  databaseTimeout: '1s',
  // the expand of a release comes before its pods; the enforce comes one release later, when no old pod is left
  migrations: [
    { change: 'workspace-id', phase: 'expand', release: '1.0.0', revision: 'workspace_id_expand' },
    { change: 'workspace-id', phase: 'backfill', release: '1.0.0', revision: 'workspace_id_backfill' },
  ],
  logLevel: 'info',
  traceShare: 10,
  rotation: { every: '30d', overlap: '1d' },
  nodes: { image: 'al2023@v20261105', capacity: ['on-demand'] },
  headroom: 25,
  roles: { developer: ['slack-assistant-developers'] },
  access: { image: 'ghcr.io/acme/kubectl:1.36.3' },
};

/** The values of each environment over the base. */
export const settings: { readonly base: Layer; readonly environments: Readonly<Record<EnvironmentName, Layer>> } = {
  base,
  environments: {
    dev: {
      ...awsOf('dev'),
      access: { apiServer: ['10.10.112.0/24'] },
      // the next release is tried here
      image: 'ghcr.io/acme/slack-assistant:1.1.0',
      migrations: [{ change: 'workspace-id', phase: 'enforce', release: '1.1.0', revision: 'workspace_id_enforce' }],
      entry: { hosts: ['slack-assistant.dev.example.com'] },
      scale: { kind: 'fixed', replicas: 1 },
      resources: { cpu: '250m', memory: '256Mi' },
      logLevel: 'debug',
      traceShare: 100,
      database: {
        location: 'cluster',
        host: 'postgresql.slack-assistant-data.svc.cluster.local',
        namespace: 'slack-assistant-data',
        podLabels: { app: 'postgresql' },
        port: 5432,
      },
      nodes: { ...nodesOf('dev'), capacity: ['spot', 'on-demand'], most: { cpu: 8, memory: '32Gi' } },
      roles: { admin: ['slack-assistant-developers'] },
    },
    staging: {
      ...awsOf('staging'),
      access: { apiServer: ['10.20.112.0/24'] },
      entry: { hosts: ['slack-assistant.staging.example.com'] },
      scale: { kind: 'automatic', min: 2, max: 4, cpu: 70, memory: 80, requestsPerSecond: 25 },
      database: { location: 'managed', host: 'assistant.staging.db.example.com', cidrs: ['10.20.64.0/20'], port: 5432 },
      nodes: { ...nodesOf('staging'), capacity: ['spot', 'on-demand'], most: { cpu: 16, memory: '64Gi' } },
      roles: { operator: ['slack-assistant-developers'] },
    },
    prod: {
      ...awsOf('prod'),
      access: { apiServer: ['10.30.112.0/24'] },
      entry: { hosts: ['slack-assistant.example.com'] },
      scale: { kind: 'automatic', min: 3, max: 12, cpu: 70, memory: 80, requestsPerSecond: 25 },
      database: { location: 'managed', host: 'assistant.prod.db.example.com', cidrs: ['10.30.64.0/20'], port: 5432 },
      nodes: { ...nodesOf('prod'), most: { cpu: 32, memory: '128Gi' } },
      roles: { operator: ['slack-assistant-oncall'], admin: ['slack-assistant-release-managers'] },
    },
  },
};

/** Secrets of an environment, and the role that reads them. Migrations have a user of the database of their own. */
function awsOf(environment: string) {
  const key = `${environment}/slack-assistant`;
  return {
    secretRole: `arn:aws:iam::123456789012:role/${environment}-slack-assistant-secrets`,
    secrets: storedIn(key, 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'DATABASE_URL'),
    migrationSecrets: storedIn(`${key}/migrations`, 'DATABASE_URL'),
  };
}

function nodesOf(environment: string) {
  return { cluster: `acme-${environment}`, role: `acme-${environment}-node` };
}

import type { LayerFor } from 'seaworthy/settings';
import type { EnvironmentName } from '../environments';
import { storedIn } from '../workload-settings';
import type { schema } from './schema';

type Layer = LayerFor<typeof schema>;

/** What is the same everywhere. The data stores are pods of the cluster. */
const base: Layer = {
  web: { image: 'ghcr.io/acme/mimir-web:1.0.0', port: 3000, resources: { cpu: '250m', memory: '256Mi' } },
  api: { image: 'ghcr.io/acme/mimir-api:1.0.0', port: 8000, resources: { cpu: '500m', memory: '512Mi' } },
  worker: { image: 'ghcr.io/acme/mimir-worker:1.0.0', port: 8001, resources: { cpu: '500m', memory: '1Gi' } },
  largestPod: { cpu: 2, memory: '4Gi' },
  logLevel: 'info',
  database: {
    location: 'cluster',
    host: 'postgresql.mimir-data',
    namespace: 'mimir-data',
    podLabels: { app: 'postgresql' },
    port: 5432,
  },
  cache: {
    location: 'cluster',
    host: 'redis.mimir-data',
    namespace: 'mimir-data',
    podLabels: { app: 'redis' },
    port: 6379,
  },
  sentinel: {
    location: 'cluster',
    host: 'redis-sentinel.mimir-data',
    namespace: 'mimir-data',
    podLabels: { app: 'redis' },
    port: 26379,
  },
  roles: { developer: ['mimir-developers'] },
};

/** The values of each environment over the base. */
export const settings: { readonly base: Layer; readonly environments: Readonly<Record<EnvironmentName, Layer>> } = {
  base,
  environments: {
    dev: {
      ...scaledBy({ kind: 'fixed', replicas: 1 }, 'dev.example.com'),
      logLevel: 'debug',
      secrets: secretsOf('dev'),
      roles: { admin: ['mimir-developers'] },
    },
    staging: {
      ...scaledBy({ kind: 'automatic', min: 2, max: 4, cpu: 70, memory: 80 }, 'staging.example.com'),
      secrets: secretsOf('staging'),
      roles: { operator: ['mimir-developers'] },
    },
    prod: {
      ...scaledBy({ kind: 'automatic', min: 2, max: 20, cpu: 70, memory: 80 }, 'example.com'),
      secrets: secretsOf('prod'),
      roles: { operator: ['mimir-oncall'], admin: ['mimir-release-managers'] },
    },
  },
};

/** The three services scale alike, and are reached below one domain. */
function scaledBy(scale: NonNullable<Layer['worker']>['scale'], domain: string) {
  return {
    web: { scale, hosts: [`mimir.${domain}`] },
    api: { scale, hosts: [`api.mimir.${domain}`] },
    worker: { scale },
  };
}

function secretsOf(environment: string) {
  return storedIn(`${environment}/mimir`, 'DATABASE_URL', 'REDIS_PASSWORD');
}

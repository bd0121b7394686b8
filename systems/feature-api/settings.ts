import type { LayerFor } from 'seaworthy/settings';
import type { EnvironmentName } from '../environments';
import { storedIn } from '../workload-settings';
import type { schema } from './schema';

type Layer = LayerFor<typeof schema>;

/** What is the same everywhere. */
const base: Layer = {
  image: 'ghcr.io/acme/feature-api:1.0.0',
  port: 3000,
  health: { readyPath: '/health' },
};

/** The values of each environment over the base. */
export const settings: { readonly base: Layer; readonly environments: Readonly<Record<EnvironmentName, Layer>> } = {
  base,
  environments: {
    dev: {
      hosts: ['api.dev.example.com'],
      resources: { cpu: '250m', memory: '512Mi' },
      scale: { kind: 'fixed', replicas: 1 },
      database: {
        location: 'cluster',
        host: 'postgresql.data',
        namespace: 'data',
        podLabels: { app: 'postgresql' },
        port: 5432,
      },
      cache: { location: 'cluster', host: 'redis.data', namespace: 'data', podLabels: { app: 'redis' }, port: 6379 },
      secrets: secretsOf('dev'),
    },
    staging: {
      hosts: ['api.staging.example.com'],
      resources: { cpu: 1, memory: '2Gi' },
      scale: { kind: 'fixed', replicas: 2 },
      database: { location: 'managed', host: 'features.staging.db.example.com', cidrs: ['10.20.64.0/20'], port: 5432 },
      cache: { location: 'managed', host: 'features.staging.cache.example.com', cidrs: ['10.20.80.0/20'], port: 6379 },
      secrets: secretsOf('staging'),
    },
    prod: {
      hosts: ['api.example.com'],
      resources: { cpu: 2, memory: '4Gi' },
      scale: { kind: 'automatic', min: 3, max: 10, cpu: 70, memory: 80, requestsPerSecond: 100 },
      database: { location: 'managed', host: 'features.prod.db.example.com', cidrs: ['10.30.64.0/20'], port: 5432 },
      cache: { location: 'managed', host: 'features.prod.cache.example.com', cidrs: ['10.30.80.0/20'], port: 6379 },
      secrets: secretsOf('prod'),
    },
  },
};

/** One secret for each environment holds all four values, so that access is granted to an environment as a whole. */
function secretsOf(environment: string) {
  return storedIn(`${environment}/feature-api`, 'DATABASE_URL', 'REDIS_URL', 'JWT_SECRET', 'API_KEY');
}

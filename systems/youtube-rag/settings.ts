import type { LayerFor } from 'seaworthy/settings';
import type { EnvironmentName } from '../environments';
import type { schema } from './schema';

type Layer = LayerFor<typeof schema>;

/** What is the same everywhere. The data stores are pods of the cluster. */
const base: Layer = {
  image: 'ghcr.io/acme/youtube-rag:1.0.0',
  logLevel: 'Information',
  api: {
    port: 8080,
    startsWithin: '1m',
    folders: { temp: { path: '/tmp', room: '1Gi' }, whisperModels: { path: '/models', room: '64Mi' } },
  },
  worker: {
    port: 8080,
    // a model is loaded before the first job
    startsWithin: '5m',
    finishesWithin: '5m',
    folders: {
      temp: { path: '/tmp', room: '20Gi', keptOn: 'volume' },
      whisperModels: { path: '/models', room: '4Gi' },
    },
  },
  migration: { change: 'initial-schema', release: '1.0.0' },
  jobs: { cpu: '250m', memory: '512Mi' },
  database: {
    location: 'cluster',
    host: 'mysql.youtube-rag-data',
    namespace: 'youtube-rag-data',
    podLabels: { app: 'mysql' },
    port: 3306,
  },
  cache: {
    location: 'cluster',
    host: 'redis.youtube-rag-data',
    namespace: 'youtube-rag-data',
    podLabels: { app: 'redis' },
    port: 6379,
  },
  secrets: { owner: 'youtube-rag-team', rotation: { every: '90d', overlap: '1d' } },
};

/** The values of each environment over the base. */
export const settings: { readonly base: Layer; readonly environments: Readonly<Record<EnvironmentName, Layer>> } = {
  base,
  environments: {
    dev: {
      runtime: 'Development',
      logLevel: 'Debug',
      api: {
        hosts: ['youtube-rag.dev.example.com'],
        resources: { cpu: '250m', memory: '512Mi' },
        scale: { kind: 'fixed', replicas: 1 },
      },
      worker: {
        resources: { cpu: '500m', memory: '2Gi' },
        scale: { kind: 'fixed', replicas: 1 },
        folders: { temp: { room: '2Gi', keptOn: 'disk' } },
      },
      seedsTestData: true,
      secrets: secretsOf('dev'),
    },
    staging: {
      runtime: 'Staging',
      api: {
        hosts: ['youtube-rag.staging.example.com'],
        resources: { cpu: '500m', memory: '1Gi' },
        scale: { kind: 'automatic', min: 2, max: 4, cpu: 70, memory: 80 },
      },
      worker: {
        resources: { cpu: 2, memory: '6Gi' },
        scale: { kind: 'automatic', min: 2, max: 4, cpu: 70 },
      },
      seedsTestData: true,
      secrets: secretsOf('staging'),
    },
    prod: {
      runtime: 'Production',
      api: {
        hosts: ['youtube-rag.example.com'],
        resources: { cpu: '500m', memory: '1Gi' },
        scale: { kind: 'automatic', min: 3, max: 10, cpu: 70, memory: 80 },
      },
      // memory tells nothing of its load: a model fills it whether there is work or not
      worker: {
        resources: { cpu: 2, memory: '6Gi' },
        scale: { kind: 'automatic', min: 3, max: 10, cpu: 70 },
      },
      secrets: secretsOf('prod'),
    },
  },
};

/** What serves requests may change data, and only what migrates may change the schema: two logins. */
function secretsOf(environment: string) {
  return {
    application: `${environment}/youtube-rag`,
    login: `${environment}/youtube-rag/mysql`,
    migrationLogin: `${environment}/youtube-rag/mysql-migrations`,
  };
}

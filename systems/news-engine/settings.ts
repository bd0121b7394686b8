import type { LayerFor } from 'seaworthy/settings';
import type { EnvironmentName } from '../environments';
import { storedIn } from '../workload-settings';
import type { schema } from './schema';

type Layer = LayerFor<typeof schema>;

/** What is the same everywhere. */
const base: Layer = {
  publisher: {
    image: 'ghcr.io/acme/news-publisher:1.0.0',
    port: 8000,
    resources: { cpu: '250m', memory: '512Mi' },
  },
  analytics: {
    image: 'ghcr.io/acme/news-analytics-py:1.0.0',
    port: 9100,
    resources: { cpu: '500m', memory: '1Gi' },
  },
  secretOwner: 'team-news',
  rotation: { every: '30d', overlap: '2h' },
  headroom: 10,
  roles: { developer: ['news-developers'] },
};

/** The values of each environment over the base. */
export const settings: { readonly base: Layer; readonly environments: Readonly<Record<EnvironmentName, Layer>> } = {
  base,
  environments: {
    dev: {
      publisher: {
        scale: { kind: 'fixed', replicas: 1 },
        hosts: ['news.dev.example.com'],
        secrets: publisherSecrets('dev'),
      },
      analytics: { scale: { kind: 'fixed', replicas: 1 }, secrets: analyticsSecrets('dev') },
      database: {
        location: 'cluster',
        host: 'postgresql.news-data',
        namespace: 'news-data',
        podLabels: { app: 'postgresql' },
        port: 5432,
      },
      roles: { admin: ['news-developers'] },
    },
    staging: {
      publisher: {
        scale: { kind: 'automatic', min: 2, max: 4, cpu: 70, memory: 80 },
        hosts: ['news.staging.example.com'],
        secrets: publisherSecrets('staging'),
      },
      analytics: {
        scale: { kind: 'automatic', min: 2, max: 3, cpu: 70, memory: 80 },
        secrets: analyticsSecrets('staging'),
      },
      database: { location: 'managed', host: 'news.staging.db.example.com', cidrs: ['10.20.96.0/20'], port: 5432 },
      roles: { operator: ['news-developers'] },
    },
    prod: {
      publisher: {
        scale: { kind: 'automatic', min: 3, max: 10, cpu: 70, memory: 80 },
        hosts: ['news.example.com'],
        secrets: publisherSecrets('prod'),
      },
      analytics: {
        scale: { kind: 'automatic', min: 3, max: 6, cpu: 70, memory: 80 },
        secrets: analyticsSecrets('prod'),
      },
      database: { location: 'managed', host: 'news.prod.db.example.com', cidrs: ['10.30.96.0/20'], port: 5432 },
      roles: { operator: ['news-oncall'], admin: ['news-release-managers'] },
    },
  },
};

/** Each service has a secret, and with it a database user, of its own: what one may do the other need not. */
function publisherSecrets(environment: string) {
  return storedIn(`${environment}/news-engine/publisher`, 'DATABASE_URL', 'API_KEY');
}

function analyticsSecrets(environment: string) {
  return storedIn(`${environment}/news-engine/analytics`, 'DATABASE_URL');
}

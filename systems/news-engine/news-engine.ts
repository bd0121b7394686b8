import { Chart, type App } from 'cdk8s';
import {
  AwsSecretStore,
  NamespaceQuota,
  PostgresEndpoint,
  TenantNamespace,
  TenantRoles,
  WebService,
  Worker,
  type Environment,
} from 'seaworthy';
import type { SettingsOf } from 'seaworthy/settings';
import { endpointOf } from '../endpoint-settings';
import { serviceOf } from '../service-settings';
import { secretsOf } from '../workload-settings';
import type { schema } from './schema';

export type NewsEngineSettings = SettingsOf<typeof schema>;

/** Name of the system and its namespace. */
const NAME = 'news-engine';

/** news-engine: an API for news, and what scores them. Both work on one database and never call each other. */
export class NewsEngine extends Chart {
  public readonly publisher: WebService;
  public readonly analytics: Worker;

  public constructor(app: App, settings: NewsEngineSettings, environment: Environment) {
    super(app, NAME, { namespace: NAME, disableResourceNameHashes: true });
    const namespace = new TenantNamespace(this, 'Namespace', { name: NAME });
    new TenantRoles(this, 'Roles', { namespace: namespace.name, groups: settings.roles });
    new NamespaceQuota(this, 'Quota', { namespace: namespace.name, headroom: settings.headroom });
    const secretStore = new AwsSecretStore(this, 'SecretStore', {
      namespace: namespace.name,
      region: environment.region,
    });
    const stored = { secretStore, secretOwner: settings.secretOwner, secretRotation: settings.rotation };

    this.publisher = new WebService(this, 'publisher', {
      ...serviceOf(settings.publisher),
      ...stored,
      secrets: secretsOf(settings.publisher.secrets),
      exposedAt: { hosts: settings.publisher.hosts },
    });
    const { port: metricsPort, ...analytics } = serviceOf(settings.analytics);
    this.analytics = new Worker(this, 'analytics', {
      ...analytics,
      ...stored,
      // the same server tells of its health
      metricsPort,
      secrets: secretsOf(settings.analytics.secrets),
    });

    const database = PostgresEndpoint.of(endpointOf('news (PostgreSQL)', settings.database));
    this.publisher.calls(database);
    this.analytics.calls(database);
  }
}

import { Chart, type App } from 'cdk8s';
import {
  AwsSecretStore,
  PostgresEndpoint,
  RedisEndpoint,
  TenantNamespace,
  WebService,
  type Environment,
} from 'seaworthy';
import type { SettingsOf } from 'seaworthy/settings';
import { endpointOf } from '../endpoint-settings';
import { scaleOf, secretsOf } from '../workload-settings';
import type { schema } from './schema';

export type FeatureApiSettings = SettingsOf<typeof schema>;

/** Name of the system, its namespace and its service. */
const NAME = 'feature-api';

/** feature-api: one HTTP service behind the public entry, with PostgreSQL and Redis. */
export class FeatureApi extends Chart {
  public readonly api: WebService;

  public constructor(app: App, settings: FeatureApiSettings, environment: Environment) {
    super(app, NAME, { namespace: NAME, disableResourceNameHashes: true });
    const namespace = new TenantNamespace(this, 'Namespace', { name: NAME });
    const secretStore = new AwsSecretStore(this, 'SecretStore', {
      namespace: namespace.name,
      region: environment.region,
    });

    this.api = new WebService(this, 'Api', {
      name: NAME,
      image: settings.image,
      port: settings.port,
      resources: settings.resources,
      scale: scaleOf(settings.scale),
      health: settings.health,
      exposedAt: { hosts: settings.hosts },
      secretStore,
      secrets: secretsOf(settings.secrets),
    });
    this.api.calls(PostgresEndpoint.of(endpointOf('features (PostgreSQL)', settings.database)));
    this.api.calls(RedisEndpoint.of(endpointOf('features (Redis)', settings.cache)));
  }
}

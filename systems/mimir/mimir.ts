import { Chart, type App } from 'cdk8s';
import {
  AwsSecretStore,
  External,
  PostgresEndpoint,
  RedisEndpoint,
  TenantNamespace,
  TenantRoles,
  VerticalAutoscaler,
  WebService,
  Worker,
  type Environment,
} from 'seaworthy';
import type { SettingsOf } from 'seaworthy/settings';
import { endpointOf } from '../endpoint-settings';
import { serviceOf } from '../service-settings';
import { secretsOf } from '../workload-settings';
import type { schema } from './schema';

export type MimirSettings = SettingsOf<typeof schema>;

/** Name of the system and its namespace. */
const NAME = 'mimir';

/** mimir: a site and an API for news, and a worker that reads them from their sites. */
export class Mimir extends Chart {
  public readonly web: WebService;
  public readonly api: WebService;
  public readonly worker: Worker;

  public constructor(app: App, settings: MimirSettings, environment: Environment) {
    super(app, NAME, { namespace: NAME, disableResourceNameHashes: true });
    const namespace = new TenantNamespace(this, 'Namespace', { name: NAME });
    new TenantRoles(this, 'Roles', { namespace: namespace.name, groups: settings.roles });
    const secretStore = new AwsSecretStore(this, 'SecretStore', {
      namespace: namespace.name,
      region: environment.region,
    });
    const stored = { secretStore, secrets: secretsOf(settings.secrets) };
    const variables = { LOG_LEVEL: settings.logLevel, ENVIRONMENT: environment.name };

    this.api = new WebService(this, 'api', {
      ...serviceOf(settings.api),
      ...stored,
      environment: { ...variables, REDIS_SENTINEL: settings.sentinel.host },
      exposedAt: { hosts: settings.api.hosts },
    });
    this.web = new WebService(this, 'web', {
      ...serviceOf(settings.web),
      environment: { ...variables, API_URL: `http://${this.api.host}` },
      exposedAt: { hosts: settings.web.hosts },
    });
    const { port: healthPort, ...worker } = serviceOf(settings.worker);
    this.worker = new Worker(this, 'worker', {
      ...worker,
      ...stored,
      healthPort,
      environment: { ...variables, REDIS_SENTINEL: settings.sentinel.host },
    });

    const stores = [
      PostgresEndpoint.of(endpointOf('mimir (PostgreSQL)', settings.database)),
      RedisEndpoint.of(endpointOf('mimir (Redis)', settings.cache)),
      RedisEndpoint.of(endpointOf('mimir (Redis Sentinel)', settings.sentinel)),
    ];
    for (const caller of [this.api, this.worker]) for (const store of stores) caller.calls(store);
    this.web.calls(this.api);
    this.worker.calls(
      External.addresses('news sites', {
        cidrs: ['0.0.0.0/0'],
        ports: [{ name: 'https', port: 443 }],
        reason: 'news sites are anywhere, and change their addresses',
      }),
    );
    // beside a horizontal autoscaler it recommends alone
    for (const [id, workload] of Object.entries({ api: this.api, web: this.web, worker: this.worker }))
      new VerticalAutoscaler(this, `${id}-size`, { workload, max: settings.largestPod });
  }
}

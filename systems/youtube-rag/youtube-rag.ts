import { Chart, type App } from 'cdk8s';
import {
  AwsSecretStore,
  External,
  Migration,
  MySqlEndpoint,
  OneOffJob,
  RedisEndpoint,
  SecretRef,
  TenantNamespace,
  WebService,
  Worker,
  type Environment,
} from 'seaworthy';
import { endpointOf } from '../endpoint-settings';
import { mysqlConnection } from './mysql-connection';
import type { YoutubeRagSettings } from './schema';
import { servicePart, type Program } from './service-part';

/** Name of the system and its namespace. */
const NAME = 'youtube-rag';

/** youtube-rag: an API that answers from what is said in videos, and a worker that listens to them. One .NET program. */
export class YoutubeRag extends Chart {
  public readonly api: WebService;
  public readonly worker: Worker;
  public readonly migration: Migration;
  /** None where there is no test data. */
  public readonly seed?: OneOffJob;

  public constructor(app: App, settings: YoutubeRagSettings, environment: Environment) {
    super(app, NAME, { namespace: NAME, disableResourceNameHashes: true });
    const namespace = new TenantNamespace(this, 'Namespace', { name: NAME });
    const { application, login, migrationLogin, owner, rotation } = settings.secrets;
    const program: Program = {
      image: settings.image,
      environment: {
        ASPNETCORE_ENVIRONMENT: settings.runtime,
        Serilog__MinimumLevel__Default: settings.logLevel,
      },
      secretStore: new AwsSecretStore(this, 'SecretStore', { namespace: namespace.name, region: environment.region }),
      secretOwner: owner,
      secretRotation: rotation,
    };
    const connection = mysqlConnection(settings.database, login);
    const stores = [connection, SecretRef.env('Redis__Password', application, 'redis-password')];
    const tokens = SecretRef.env('Jwt__Secret', application, 'jwt-secret');

    this.api = new WebService(this, 'api', {
      ...servicePart('api', program, [...stores, tokens], settings),
      port: settings.api.port,
      exposedAt: { hosts: settings.api.hosts },
    });
    this.worker = new Worker(this, 'worker', {
      ...servicePart('worker', program, stores, settings),
      healthPort: settings.worker.port,
      shutdown: { drain: settings.worker.finishesWithin },
    });
    const job = { ...program, resources: settings.jobs };
    if (settings.seedsTestData)
      this.seed = new OneOffJob(this, 'seed', { ...job, args: ['seed'], secrets: [connection] });
    this.migration = new Migration(this, 'migration', {
      ...job,
      ...settings.migration,
      args: ['migrate'],
      phase: 'expand',
      secrets: [mysqlConnection(settings.database, migrationLogin)],
      before: [this.api, this.worker, ...(this.seed ? [this.seed] : [])],
    });

    const database = MySqlEndpoint.of(endpointOf('youtube-rag (MySQL)', settings.database));
    const cache = RedisEndpoint.of(endpointOf('youtube-rag (Redis)', settings.cache));
    for (const caller of [this.api, this.worker, this.migration]) caller.calls(database);
    this.seed?.calls(database);
    for (const caller of [this.api, this.worker]) caller.calls(cache);
    this.worker.calls(
      External.addresses('YouTube', {
        cidrs: ['0.0.0.0/0'],
        ports: [{ name: 'https', port: 443 }],
        reason: 'videos and models come from networks that are spread over the world, and change their addresses',
      }),
    );
  }
}

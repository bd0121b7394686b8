import { Chart, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import {
  AccessGrants,
  External,
  Migration,
  NamespacedSecretStore,
  NamespaceQuota,
  PostgresEndpoint,
  SecretProvider,
  TenantNamespace,
  TenantRoles,
  TenantServiceAccount,
  VerticalAutoscaler,
  WebService,
  type Environment,
  type Party,
  type SecretStoreReference,
} from 'seaworthy';
import type { SettingsOf } from 'seaworthy/settings';
import { accessOf } from '../access-settings';
import { endpointOf } from '../endpoint-settings';
import { scaleOf, secretsOf } from '../workload-settings';
import { OwnNodes } from './own-nodes';
import type { schema } from './schema';

export type SlackAssistantSettings = SettingsOf<typeof schema>;

/** Name of the system, its namespace and its service. */
const NAME = 'slack-assistant';

/** What a migration needs: it waits for the database most of the time. */
const MIGRATION_SIZE = { cpu: Cpu.millis(100), memory: Size.mebibytes(256) };

/** Waves of Argo CD. The app is in the one between. */
const WAVE = { beforeApp: 1, afterApp: 3 };

/** slack-assistant: answers what people write to it in Slack. */
export class SlackAssistant extends Chart {
  public readonly app: WebService;
  public readonly migrations: readonly Migration[];

  public constructor(app: App, settings: SlackAssistantSettings, environment: Environment) {
    super(app, NAME, { namespace: NAME, disableResourceNameHashes: true });
    const { name: namespace } = new TenantNamespace(this, 'Namespace', { name: NAME });
    const roles = new TenantRoles(this, 'Roles', { namespace, groups: settings.roles });
    const { name: accessNamespace } = new TenantNamespace(this, 'AccessNamespace', { name: `${NAME}-access` });
    new AccessGrants(this, 'Access', { roles, ...accessOf(settings.access, accessNamespace) });
    new NamespaceQuota(this, 'Quota', { namespace, headroom: settings.headroom });
    const nodes = new OwnNodes(this, 'Nodes', { name: NAME, settings: settings.nodes });
    const secretStore = this.secretStore(namespace, settings.secretRole, environment.region);
    const database = PostgresEndpoint.of(endpointOf('assistant (PostgreSQL)', settings.database));

    this.app = this.service(settings, secretStore, nodes, environment);
    for (const host of settings.slack.hosts) this.app.calls(External.https(host), { timeout: settings.slack.timeout });
    this.app.calls(database, { timeout: settings.databaseTimeout });
    this.migrations = settings.migrations.map((step) => this.migration(step, settings, secretStore, database));

    // beside a horizontal autoscaler it recommends alone
    new VerticalAutoscaler(this, 'Size', { workload: this.app, max: settings.largestPod });
  }

  /** The operator reads secrets as a service account of this namespace, whose role may read those of slack-assistant alone. */
  private secretStore(namespace: string, awsRole: string, region: string): SecretStoreReference {
    const { name } = new TenantServiceAccount(this, 'SecretReader', { name: `${NAME}-secrets`, namespace, awsRole });
    return new NamespacedSecretStore(this, 'SecretStore', {
      name: 'aws-secrets-manager',
      namespace,
      provider: SecretProvider.awsSecretsManager({ region, serviceAccount: { name } }),
    });
  }

  private service(
    settings: SlackAssistantSettings,
    secretStore: SecretStoreReference,
    { placement }: OwnNodes,
    environment: Environment,
  ): WebService {
    const { image, port, resources, entry, rotation, rateLimit, slack, databaseTimeout, logLevel, traceShare } =
      settings;
    return new WebService(this, 'App', {
      name: NAME,
      image,
      port,
      resources,
      placement,
      scale: scaleOf(settings.scale),
      health: { readyPath: '/readyz', livePath: '/livez' },
      exposedAt: { entry: 'mesh', ...entry },
      traffic: { rateLimit },
      secretStore,
      secrets: secretsOf(settings.secrets),
      secretOwner: NAME,
      secretRotation: rotation,
      environment: {
        ENVIRONMENT: environment.name,
        LOG_LEVEL: logLevel,
        // calls in its own TLS are its own to end: no proxy sees into them
        SLACK_TIMEOUT_MS: String(slack.timeout.toMilliseconds()),
        DATABASE_TIMEOUT_MS: String(databaseTimeout.toMilliseconds()),
        OTEL_SERVICE_NAME: NAME,
        OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
        OTEL_TRACES_SAMPLER_ARG: String(traceShare.value / 100),
      },
    });
  }

  /** A phase of a change of the schema. A backfill needs the new pods, and waits for them; all else comes before them. */
  private migration(
    { change, phase, release, revision }: SlackAssistantSettings['migrations'][number],
    { image, migrationSecrets, rotation }: SlackAssistantSettings,
    secretStore: SecretStoreReference,
    database: Party,
  ): Migration {
    const migration = new Migration(this, `${change}-${phase}`, {
      image,
      command: ['alembic', 'upgrade', revision],
      resources: MIGRATION_SIZE,
      change,
      phase,
      release,
      before: phase === 'backfill' ? [] : [this.app],
      argoCd: { wave: phase === 'backfill' ? WAVE.afterApp : WAVE.beforeApp },
      secretStore,
      secrets: secretsOf(migrationSecrets),
      secretOwner: NAME,
      secretRotation: rotation,
    });
    if (phase === 'backfill') migration.node.addDependency(this.app);
    migration.calls(database);
    return migration;
  }
}

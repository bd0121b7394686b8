import { field, type SettingsOf } from 'seaworthy/settings';
import { endpointField } from '../endpoint-settings';
import { hostsField, resourcesField, rotationField, scaleField } from '../workload-settings';

const folder = field.group({
  path: field
    .string({
      pattern: { matches: /^(\/[A-Za-z0-9._-]+)+$/, means: 'an absolute path' },
      example: '/tmp',
    })
    .describe('Where it is in the container'),
  room: field.memory().describe('What it may hold; a pod that writes more is evicted'),
  keptOn: field
    .oneOf(['disk', 'volume'])
    .default('disk')
    .describe('On the disk of the node, or on a volume that is made and deleted with the pod'),
});

const service = {
  port: field.port().describe('Port on which it answers over HTTP; of the worker: for its health alone'),
  resources: resourcesField(),
  scale: scaleField(),
  startsWithin: field.duration().describe('Longest time until it is ready'),
  folders: field
    .group({
      temp: folder.describe('Videos and sound while they are worked on'),
      whisperModels: folder.describe('Models for speech'),
    })
    .describe('Folders that it may write to'),
};

/** Test users have passwords that everybody can read in the repository. */
const noTestData = ({ runtime, seedsTestData }: { readonly runtime: string; readonly seedsTestData: boolean }) =>
  runtime === 'Production' && seedsTestData
    ? {
        prop: 'seedsTestData',
        value: true,
        problem: 'puts test users with known passwords into production',
        allowed: "false where runtime is 'Production'",
        fix: 'leave it out',
      }
    : undefined;

/** The settings of youtube-rag. */
export const schema = field
  .group({
    image: field.image().describe('Container image, pinned by digest or version tag: all parts are one program'),
    runtime: field
      .oneOf(['Development', 'Staging', 'Production'])
      .describe('Environment by the name that ASP.NET has for it; chooses the appsettings file'),
    logLevel: field
      .oneOf(['Verbose', 'Debug', 'Information', 'Warning', 'Error', 'Fatal'])
      .describe('Least level that is logged, as Serilog names them'),
    api: field.group({ ...service, hosts: hostsField() }).describe('What people and programs ask'),
    worker: field
      .group({
        ...service,
        finishesWithin: field
          .duration()
          .describe('Time to finish a job when a pod ends; what is left is taken up again'),
      })
      .describe('What does the background jobs'),
    migration: field
      .group({
        change: field.dnsLabel().describe('The change of the schema'),
        release: field.string({ example: '1.0.0' }).describe('The release that needs it'),
      })
      .describe('Schema of the database, brought to what the release needs before its pods start'),
    seedsTestData: field.boolean().default(false).describe('Whether test users and videos are put into the database'),
    jobs: resourcesField().describe('CPU and memory of the pods that migrate and seed'),
    database: endpointField().describe('MySQL'),
    cache: endpointField().describe('Redis'),
    secrets: field
      .group({
        application: field.secretKey().describe('Key of the secret with redis-password and jwt-secret'),
        login: field.secretKey().describe('Key of the secret with username and password for MySQL, for data alone'),
        migrationLogin: field.secretKey().describe('The same for a login that may change the schema'),
        owner: field.string({ example: 'youtube-rag-team' }).describe('Who answers for them'),
        rotation: rotationField(),
      })
      .describe('Where AWS Secrets Manager keeps the secrets'),
  })
  .rule(noTestData);

export type YoutubeRagSettings = SettingsOf<typeof schema>;

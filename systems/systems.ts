import { FeatureApi } from './feature-api/feature-api';
import { requirements as featureApiRequirements } from './feature-api/requirements';
import { schema as featureApiSchema } from './feature-api/schema';
import { settings as featureApiSettings } from './feature-api/settings';
import { Mimir } from './mimir/mimir';
import { requirements as mimirRequirements } from './mimir/requirements';
import { schema as mimirSchema } from './mimir/schema';
import { settings as mimirSettings } from './mimir/settings';
import { NewsEngine } from './news-engine/news-engine';
import { requirements as newsEngineRequirements } from './news-engine/requirements';
import { schema as newsEngineSchema } from './news-engine/schema';
import { settings as newsEngineSettings } from './news-engine/settings';
import { requirements as slackAssistantRequirements } from './slack-assistant/requirements';
import { schema as slackAssistantSchema } from './slack-assistant/schema';
import { settings as slackAssistantSettings } from './slack-assistant/settings';
import { SlackAssistant } from './slack-assistant/slack-assistant';
import { system } from './system';
import { requirements as youtubeRagRequirements } from './youtube-rag/requirements';
import { schema as youtubeRagSchema } from './youtube-rag/schema';
import { settings as youtubeRagSettings } from './youtube-rag/settings';
import { YoutubeRag } from './youtube-rag/youtube-rag';

/** Every system, in the order in which they are built. */
export const SYSTEMS = [
  system({
    name: 'feature-api',
    schema: featureApiSchema,
    settings: featureApiSettings,
    requirements: featureApiRequirements,
    build: (app, values, environment) => new FeatureApi(app, values, environment),
  }),
  system({
    name: 'mimir',
    schema: mimirSchema,
    settings: mimirSettings,
    requirements: mimirRequirements,
    build: (app, values, environment) => new Mimir(app, values, environment),
  }),
  system({
    name: 'news-engine',
    schema: newsEngineSchema,
    settings: newsEngineSettings,
    requirements: newsEngineRequirements,
    build: (app, values, environment) => new NewsEngine(app, values, environment),
  }),
  system({
    name: 'slack-assistant',
    schema: slackAssistantSchema,
    settings: slackAssistantSettings,
    requirements: slackAssistantRequirements,
    build: (app, values, environment) => new SlackAssistant(app, values, environment),
  }),
  system({
    name: 'youtube-rag',
    schema: youtubeRagSchema,
    settings: youtubeRagSettings,
    requirements: youtubeRagRequirements,
    build: (app, values, environment) => new YoutubeRag(app, values, environment),
  }),
];

/** Names of all systems. */
export const SYSTEM_NAMES = SYSTEMS.map(({ name }) => name);

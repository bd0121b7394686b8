import { FeatureApi } from './feature-api/feature-api';
import { requirements } from './feature-api/requirements';
import { schema } from './feature-api/schema';
import { settings } from './feature-api/settings';
import { system } from './system';

/** Every system, in the order in which they are built. */
export const SYSTEMS = [
  system({
    name: 'feature-api',
    schema,
    settings,
    requirements,
    build: (app, values, environment) => new FeatureApi(app, values, environment),
  }),
];

/** Names of all systems. */
export const SYSTEM_NAMES = SYSTEMS.map(({ name }) => name);

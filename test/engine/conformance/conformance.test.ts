import { onOneCluster } from './bench';
import { CHANGES } from './changes';
import { CUSTOM_KINDS } from './custom-kinds';
import { DELETION } from './deletion';
import { IDENTITY } from './identity';
import { OWNERSHIP } from './ownership';
import { READINESS } from './readiness';
import { SECRETS } from './secrets';
import { SETTINGS } from './settings';
import { UNREACHABLE } from './unreachable';
import { RESTARTS, WAITING } from './waiting';

// booting a control plane takes longer than most behaviours: all share one
onOneCluster({
  identity: IDENTITY,
  changes: CHANGES,
  ownership: OWNERSHIP,
  readiness: READINESS,
  waiting: WAITING,
  deletion: DELETION,
  secrets: SECRETS,
  'custom kinds': CUSTOM_KINDS,
  'provider settings': SETTINGS,
  'unreachable clusters': UNREACHABLE,
  restarts: RESTARTS,
});

import { equal, objectAt, type JsonObject } from '../../protocol/json';
import { READY, waiting, type Readiness } from './readiness';

/** A ResourceQuota is ready when its controller enforces the limits that it names. */
export function quotaReadiness(quota: JsonObject): Readiness {
  return equal(objectAt(quota, 'spec', 'hard'), objectAt(quota, 'status', 'hard'))
    ? READY
    : waiting('the quota controller does not enforce it yet');
}

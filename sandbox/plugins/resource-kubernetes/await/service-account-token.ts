import { objectAt, textAt, type JsonObject } from '../../protocol/json';
import { READY, waiting, type Readiness } from './readiness';

/** A Secret is ready at once, unless a controller has yet to write a token into it. */
export function secretReadiness(secret: JsonObject): Readiness {
  const filled = Object.keys(objectAt(secret, 'data')).length > 0;
  return textAt(secret, 'type') !== 'kubernetes.io/service-account-token' || filled
    ? READY
    : waiting('the token controller has not filled it yet');
}

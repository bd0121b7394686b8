import type { JsonObject } from '../../protocol/json';
import { condition, conditionText } from './conditions';
import { failed, READY, waiting, type Readiness } from './readiness';

/** A CustomResourceDefinition is ready when its objects can be made. */
export function customResourceDefinitionReadiness(definition: JsonObject): Readiness {
  const names = condition(definition, 'NamesAccepted');
  if (names?.status === 'False') return failed(conditionText(names));
  return condition(definition, 'Established')?.status === 'True'
    ? READY
    : waiting('the API server does not serve it yet');
}

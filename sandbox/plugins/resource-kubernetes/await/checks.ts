import { textAt, type JsonObject } from '../../protocol/json';
import { customResourceDefinitionReadiness } from './custom-resource-definition';
import { deploymentReadiness } from './deployment';
import { jobReadiness } from './job';
import { READY, type ReadinessCheck } from './readiness';
import { serviceReadiness } from './service';

/** The kinds that are waited for. All others are ready as soon as they exist. */
const CHECKS: Readonly<Record<string, ReadinessCheck>> = {
  'apps/v1/Deployment': deploymentReadiness,
  'batch/v1/Job': jobReadiness,
  'v1/Service': serviceReadiness,
  'apiextensions.k8s.io/v1/CustomResourceDefinition': customResourceDefinitionReadiness,
};

/** How to judge an object. */
export function readinessCheck(object: JsonObject): ReadinessCheck {
  const type = `${textAt(object, 'apiVersion') ?? ''}/${textAt(object, 'kind') ?? ''}`;
  return CHECKS[type] ?? (() => READY);
}

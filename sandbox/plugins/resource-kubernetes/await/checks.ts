import { textAt, type JsonObject } from '../../protocol/json';
import { customResourceDefinitionReadiness } from './custom-resource-definition';
import { daemonSetReadiness } from './daemon-set';
import { deploymentReadiness } from './deployment';
import { ingressReadiness } from './ingress';
import { jobReadiness } from './job';
import { podReadiness } from './pod';
import { quotaReadiness } from './quota';
import { READY, type ReadinessCheck } from './readiness';
import { serviceReadiness } from './service';
import { secretReadiness } from './service-account-token';
import { statefulSetReadiness } from './stateful-set';
import { claimReadiness, volumeReadiness } from './volume';
import { waitedFor } from '../annotations';
import { conditionsReadiness, parseWaitFor } from './wait-for';

/** The kinds that are waited for. All others are ready as soon as they exist. */
const CHECKS: Readonly<Record<string, ReadinessCheck>> = {
  'apiextensions.k8s.io/v1/CustomResourceDefinition': customResourceDefinitionReadiness,
  'apps/v1/DaemonSet': daemonSetReadiness,
  'apps/v1/Deployment': deploymentReadiness,
  'apps/v1/StatefulSet': statefulSetReadiness,
  'batch/v1/Job': jobReadiness,
  'networking.k8s.io/v1/Ingress': ingressReadiness,
  'v1/PersistentVolume': volumeReadiness,
  'v1/PersistentVolumeClaim': claimReadiness,
  'v1/Pod': podReadiness,
  'v1/ResourceQuota': quotaReadiness,
  'v1/Secret': secretReadiness,
  'v1/Service': serviceReadiness,
};

/**
 * How to judge an object: by what its annotation names, or else by its kind.
 *
 * @throws when its annotation `pulumi.com/waitFor` cannot be read
 */
export function readinessCheck(object: JsonObject): ReadinessCheck {
  const wanted = waitedFor(object);
  if (wanted !== undefined) {
    const conditions = parseWaitFor(wanted);
    return (live) => conditionsReadiness(live, conditions);
  }
  const type = `${textAt(object, 'apiVersion') ?? ''}/${textAt(object, 'kind') ?? ''}`;
  return CHECKS[type] ?? (() => READY);
}

import { at, objectAt, objectsAt, textAt, type JsonObject } from '../../protocol/json';
import type { Objects } from '../objects';
import { READY, waiting, type Readiness } from './readiness';

/** A Service is ready when it leads somewhere: to a ready pod, and from outside where it asks for an address. */
export async function serviceReadiness(service: JsonObject, objects: Objects): Promise<Readiness> {
  const reasons = [...(await endpointReasons(service, objects)), ...addressReasons(service)];
  return reasons.length === 0 ? READY : waiting(...reasons);
}

/** Whether the API server finds endpoints for the Service. Headless and external ones may have none. */
export function expectsEndpoints(service: JsonObject): boolean {
  return (
    textAt(service, 'spec', 'type') !== 'ExternalName' &&
    textAt(service, 'spec', 'clusterIP') !== 'None' &&
    Object.keys(objectAt(service, 'spec', 'selector')).length > 0
  );
}

/** Whether a slice names an address that takes requests. A condition that is not written means yes. */
export function hasReadyEndpoint(slice: JsonObject): boolean {
  return objectsAt(slice, 'endpoints').some((endpoint) => at(endpoint, 'conditions', 'ready') !== false);
}

async function endpointReasons(service: JsonObject, objects: Objects): Promise<string[]> {
  if (!expectsEndpoints(service)) return [];
  const slices = await objects.list(
    { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice' },
    textAt(service, 'metadata', 'namespace') ?? 'default',
    `kubernetes.io/service-name=${textAt(service, 'metadata', 'name') ?? ''}`,
  );
  if (slices.some(hasReadyEndpoint)) return [];
  return [
    "Service does not target any Pods. Selected Pods may not be ready, or field '.spec.selector' may not match labels on any Pods",
  ];
}

/** Why a Service that asks for a load balancer cannot be reached from outside. */
export function addressReasons(service: JsonObject): string[] {
  if (textAt(service, 'spec', 'type') !== 'LoadBalancer') return [];
  if (objectsAt(service, 'status', 'loadBalancer', 'ingress').length > 0) return [];
  return ['Service was not allocated an IP address; does your cloud provider support this?'];
}

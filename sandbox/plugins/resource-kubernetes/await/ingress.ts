import { objectsAt, textAt, type JsonObject } from '../../protocol/json';
import { isNotFound } from '../api-error';
import type { Objects } from '../objects';
import { READY, waiting, type Readiness } from './readiness';

/** Time that the Services of an Ingress have to appear. Some never do: then the Ingress leads nowhere, but stands. */
const SERVICES_GRACE_SECONDS = 60;

/** An Ingress is ready when it has an address, and the Services that its paths name are there. */
export async function ingressReadiness(
  ingress: JsonObject,
  objects: Objects,
  waitedSeconds: number,
): Promise<Readiness> {
  const missing = waitedSeconds < SERVICES_GRACE_SECONDS ? await missingServices(ingress, objects) : [];
  const reasons = [...missing, ...addressMissing(ingress)];
  return reasons.length === 0 ? READY : waiting(...reasons);
}

function addressMissing(ingress: JsonObject): string[] {
  if (objectsAt(ingress, 'status', 'loadBalancer', 'ingress').length > 0) return [];
  return ['Ingress .status.loadBalancer field was not updated with a hostname/IP address'];
}

async function missingServices(ingress: JsonObject, objects: Objects): Promise<string[]> {
  const namespace = textAt(ingress, 'metadata', 'namespace') ?? 'default';
  const routes = routesOf(ingress);
  const services = [...new Set(routes.map(({ service }) => service))];
  const found = await Promise.all(services.map((service) => exists(service, namespace, objects)));
  const missing = new Set(services.filter((_, index) => found[index] === false));
  return routes
    .filter(({ service }) => missing.has(service))
    .map(({ route, service }) => `No matching service found for ingress rule: "${route}" -> "${service}"`);
}

/** The paths of an Ingress that lead to a Service. */
export function routesOf(ingress: JsonObject): { readonly route: string; readonly service: string }[] {
  return objectsAt(ingress, 'spec', 'rules').flatMap((rule) =>
    objectsAt(rule, 'http', 'paths').flatMap((path) => {
      const service = textAt(path, 'backend', 'service', 'name');
      const route = (textAt(rule, 'host') ?? '') + (textAt(path, 'path') ?? '');
      return service === undefined ? [] : [{ route, service }];
    }),
  );
}

async function exists(name: string, namespace: string, objects: Objects): Promise<boolean> {
  try {
    await objects.get({ apiVersion: 'v1', kind: 'Service', namespace, name });
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

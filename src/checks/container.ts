import { asData, asList, asText } from './data';
import type { Data } from './data';
import { handlersOf, type Handler } from './probe';

/** A container of a pod template, with what most rules read of it: read once, for all of them. */
export interface Container {
  readonly name: string;
  /** `sidecar` is an init container that keeps running. */
  readonly role: 'main' | 'sidecar' | 'init' | 'ephemeral';
  readonly spec: Data;
  readonly ports: readonly Data[];
  readonly env: readonly Data[];
  /** Its probes and hooks. */
  readonly handlers: readonly Handler[];
  /** `resources.requests`, and `resources.limits`. */
  readonly requests: Data;
  readonly limits: Data;
  /** Its own `securityContext`, without what the pod's adds. */
  readonly security: Data;
}

/** The containers of a pod, in the order in which findings are told. */
export function containersIn(pod: Data): readonly Container[] {
  const found: Container[] = [];
  asList(pod['containers']).forEach((spec) => {
    found.push(container(spec, 'main'));
  });
  // most pods have no others
  if (pod['initContainers'] !== undefined)
    asList(pod['initContainers']).forEach((spec) => {
      found.push(container(spec, asText(spec['restartPolicy']) === 'Always' ? 'sidecar' : 'init'));
    });
  if (pod['ephemeralContainers'] !== undefined)
    asList(pod['ephemeralContainers']).forEach((spec) => {
      found.push(container(spec, 'ephemeral'));
    });
  return found;
}

function container(spec: Data, role: Container['role']): Container {
  const resources = asData(spec['resources']);
  return {
    name: asText(spec['name']) ?? '',
    role,
    spec,
    ports: asList(spec['ports']),
    env: asList(spec['env']),
    handlers: handlersOf(spec),
    requests: asData(resources['requests']),
    limits: asData(resources['limits']),
    security: asData(spec['securityContext']),
  };
}

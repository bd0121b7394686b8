import type { Manifest } from 'seaworthy/synth';

/** An object of a kind, written as `group/version/Kind`. */
export function object(type: string, fields: object = {}, name = 'api', namespace?: string): Manifest {
  const steps = type.split('/');
  const kind = steps.pop() ?? '';
  return { apiVersion: steps.join('/'), kind, metadata: { name, namespace: namespace ?? 'shop' }, ...fields };
}

/** A pod template with one container. */
export function template(container: object = {}, spec: object = {}, metadata: object = {}): object {
  return {
    metadata: { labels: { app: 'api' }, ...metadata },
    spec: { containers: [{ name: 'api', image: 'api:1', ...container }], ...spec },
  };
}

/** A workload of a kind with a pod template. */
export function workload(type: string, container: object = {}, spec: object = {}): Manifest {
  return object(type, { spec: { selector: { matchLabels: { app: 'api' } }, template: template(container), ...spec } });
}

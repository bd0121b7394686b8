import { inNamespace, type Resource } from '../object-stack';

/** Never fits a node: none has this label. */
export const NOWHERE = { nodeSelector: { 'example.com/none': 'such' } };

const SELECTOR = { matchLabels: { app: 'web' } };

/** A template of pods that kwok runs. */
export function podTemplate(pod: object = {}, image = 'web:1'): object {
  return { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image }], ...pod } };
}

/** A Deployment, StatefulSet or DaemonSet called `web`. */
export function workload(space: string, kind: string, pod: object = {}, spec: object = {}): Resource {
  return inNamespace(space, `apps/v1:${kind}`, {
    name: 'web',
    spec: { selector: SELECTOR, template: podTemplate(pod), ...spec },
  });
}

/** A ConfigMap called `settings`. */
export function configMap(space: string, data: object): Resource {
  return inNamespace(space, 'core/v1:ConfigMap', { name: 'settings', data });
}

/** The resource with annotations for the provider: `{ skipAwait: 'true' }`. */
export function annotated(resource: Resource, annotations: Readonly<Record<string, string>>): Resource {
  const { metadata, ...fields } = resource.object as { metadata: object };
  const named = Object.fromEntries(Object.entries(annotations).map(([key, value]) => [`pulumi.com/${key}`, value]));
  return { ...resource, object: { metadata: { ...metadata, annotations: named }, ...fields } };
}

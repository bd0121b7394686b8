import { hasToken } from '../token';
import { asData, asList, asText, listAt, shown, textAt, valueAt } from '../data';
import type { Data } from '../data';
import { deployment, object, service, shop } from '../examples';
import type { RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import { ofKinds, type Found } from '../look';
import type { Rule } from '../rule';

const GATEWAY = 'gateway.networking.k8s.io';
/** Kinds that lead requests to Services through a Gateway. */
export const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'].map((kind) => `${GATEWAY} ${kind}`);

const example = (port: number) =>
  shop([
    deployment(),
    service(),
    object(`${GATEWAY}/v1 HTTPRoute`, 'api', {
      spec: {
        parentRefs: [{ name: 'public', namespace: 'gateway' }],
        hostnames: ['api.example.com'],
        rules: [{ backendRefs: [{ name: 'api', port }] }],
      },
    }),
  ]);

/** A Service that traffic is led to. */
export interface Backend {
  readonly name: string;
  readonly namespace: string;
  /** Number or name of its port, as it is written. */
  readonly port: unknown;
}

/** Routes to nowhere. */
export const routeBackend: Rule = {
  id: 'route-backend',
  title: 'Every Service, and every port of it, that an Ingress or a route leads to is rendered.',
  why: 'The route is accepted, and answers every request with an error.',
  fix: "correct the name or the port: it is the Service's port, not that of its pods",
  severity: 'error',
  bad: () => example(8080),
  good: () => example(80),
  check: [
    ofKinds(['networking.k8s.io Ingress'], (at, rendering) => findings(rendering, at, ingressBackends(at))),
    ofKinds(ROUTES, (at, rendering) => findings(rendering, at, routeBackends(at))),
  ],
};

function findings(rendering: Rendering, at: RenderedObject, backends: readonly Backend[]): Found[] {
  const found: Found[] = [];
  for (const backend of backends) {
    const problem = backendProblem(rendering, at, backend);
    if (problem !== undefined) found.push({ at, message: `leads to ${problem}` });
  }
  return found;
}

function backendProblem(rendering: Rendering, at: RenderedObject, backend: Backend): string | undefined {
  const { name, namespace, port } = backend;
  const service = rendering.find('', 'Service', namespace, name);
  if (service === undefined) {
    // the Services of a namespace that somebody else renders cannot be seen
    const isForeign = namespace !== at.namespace && !rendering.view(serviceNamespaces).has(namespace);
    if (isForeign || rendering.has('', 'Service', namespace, name) !== 'no') return undefined;
    return `Service '${name}', which is not in namespace '${namespace}'`;
  }
  if (port === undefined || hasToken(port) || hasToken(service.spec['ports'])) return undefined;
  const ports: unknown[] = [];
  asList(service.spec['ports']).forEach((one) => {
    ports.push(one['port'], one['name']);
  });
  if (ports.includes(port) || ports.some(hasToken)) return undefined;
  const has = ports.flatMap((one) => (one === undefined ? [] : [shown(one)])).join(', ');
  return `port ${shown(port)} of Service '${name}', which has ${has}`;
}

function ingressBackends({ spec, namespace }: RenderedObject): Backend[] {
  const backends = [
    asData(spec['defaultBackend']),
    ...asList(spec['rules']).flatMap((rule) => listAt(rule, 'http', 'paths').map((path) => asData(path['backend']))),
  ];
  return backends.flatMap((backend) => {
    const name = textAt(backend, 'service', 'name');
    const port = valueAt(backend, 'service', 'port', 'number') ?? valueAt(backend, 'service', 'port', 'name');
    // a controller of AWS takes the name of an action for a Service
    return name === undefined || port === 'use-annotation' ? [] : [{ name, namespace, port }];
  });
}

/** The Services that a route of the Gateway API leads to. */
export function routeBackends({ spec, namespace }: RenderedObject): Backend[] {
  const found: Backend[] = [];
  asList(spec['rules']).forEach((rule) => {
    asList(rule['backendRefs']).forEach((reference) => {
      const name = asText(reference['name']);
      if (name === undefined || !isService(reference)) return;
      found.push({ name, namespace: asText(reference['namespace']) ?? namespace, port: reference['port'] });
    });
  });
  return found;
}

function isService(reference: Data): boolean {
  return (asText(reference['kind']) ?? 'Service') === 'Service' && (asText(reference['group']) ?? '') === '';
}

/** The namespaces that have Services here. */
export function serviceNamespaces(rendering: Rendering): ReadonlySet<string> {
  return new Set(rendering.ofKind('', 'Service').map(({ namespace }) => namespace));
}

import { ApiObject, App, Chart, Duration } from 'cdk8s';
import fc from 'fast-check';
import {
  capabilities,
  declareEnvironment,
  External,
  Graph,
  TenantNamespace,
  WorkloadNetworkPolicy,
  type CapabilitiesProps,
  type Party,
  type Port,
  type PodSet,
} from 'seaworthy';
import type { CheckInput } from 'seaworthy/checks';
import { objectsOf } from './rendering';

/** A system of services as plain data: what is declared, before anything is rendered. */
export interface ServiceGraph {
  readonly services: readonly { readonly namespace: string; readonly ports: readonly Port[] }[];
  /** By their places in the list of services. `port`: the only one that is called. */
  readonly calls: readonly { readonly from: number; readonly to: number; readonly port?: string }[];
  /** Services that call addresses, on port 443. */
  readonly out: readonly { readonly from: number; readonly cidr: string }[];
  /** Addresses that call services. */
  readonly into: readonly { readonly to: number; readonly cidr: string }[];
}

const RANGES = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/25', '0.0.0.0/0'];

const service = fc.record({
  namespace: fc.constantFrom('front', 'back', 'data', 'edge'),
  ports: fc
    .uniqueArray(
      fc.record({
        port: fc.integer({ min: 1, max: 9 }),
        protocol: fc.constantFrom<'TCP' | 'UDP' | 'SCTP'>('TCP', 'UDP', 'SCTP'),
      }),
      { minLength: 1, maxLength: 3, selector: ({ port, protocol }) => `${protocol}${port}` },
    )
    .map((ports) => ports.map((port, index): Port => ({ ...port, name: `port-${index}` }))),
});

/** Graphs of services in several namespaces. */
export function serviceGraphs(most: number): fc.Arbitrary<ServiceGraph> {
  return fc.array(service, { minLength: 2, maxLength: most, size: 'max' }).chain((services) => {
    const one = fc.nat({ max: services.length - 1 });
    const range = fc.constantFrom(...RANGES);
    const calls = fc
      .uniqueArray(fc.record({ from: one, to: one, isNarrow: fc.boolean() }), {
        maxLength: services.length * 4,
        size: 'max',
        selector: ({ from, to }) => `${from} ${to}`,
      })
      .map((all) => all.map(({ from, to, isNarrow }) => ({ from, to, ...(isNarrow && { port: 'port-0' }) })));
    return fc.record({
      services: fc.constant(services),
      calls,
      out: fc.array(fc.record({ from: one, cidr: range }), { maxLength: 6 }),
      into: fc.array(fc.record({ to: one, cidr: range }), { maxLength: 6 }),
    });
  });
}

/** What a service is called in paths and probes. */
export function nameOf({ services }: ServiceGraph, index: number): string {
  return `${services[index]?.namespace ?? ''}/service-${index}`;
}

/** Renders pods and policies of a graph, in an environment that offers what is given. */
export function renderGraph(graph: ServiceGraph, offers?: CapabilitiesProps): CheckInput {
  const app = new App();
  const offered = offers && capabilities(offers);
  if (offered) declareEnvironment(app, { name: 'test', region: 'eu-west-1', capabilities: offered });
  const chart = new Chart(app, 'graph');
  for (const name of new Set(graph.services.map(({ namespace }) => namespace)))
    new TenantNamespace(chart, `namespace-${name}`, { name });
  const pods = graph.services.map((one, index) => podSet(chart, `service-${index}`, one));
  const calls = Graph.of(app);
  const join = (caller: Party | undefined, callee: Party | undefined, port?: string): void => {
    if (caller && callee) calls.add(caller, callee, port === undefined ? undefined : { ports: [port] });
  };
  for (const { from, to, port } of graph.calls) join(pods[from], pods[to], port);
  const reason = 'the graph says so';
  graph.out.forEach(({ from, cidr }, index) => {
    join(pods[from], External.addresses(`callee ${index}`, { cidrs: [cidr], ports: [{ port: 443 }], reason }));
  });
  graph.into.forEach(({ to, cidr }, index) => {
    join(External.addresses(`caller ${index}`, { cidrs: [cidr], reason }), pods[to]);
  });
  return {
    objects: objectsOf(app).map((manifest) => ({ path: manifest.metadata.name, manifest })),
    calls: calls.edges,
    ...(offered && { capabilities: offered }),
  };
}

function podSet(chart: Chart, name: string, { namespace, ports }: ServiceGraph['services'][number]): PodSet {
  const labels = { app: name };
  const containerPorts = ports.map(({ name: portName, port, protocol }) => ({
    name: portName,
    containerPort: port,
    protocol,
  }));
  new ApiObject(chart, name, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name, ports: containerPorts }] } },
    },
  });
  const pods = {
    name,
    namespace,
    labels,
    selector: labels,
    peers: [{ namespace, labels }],
    ports,
    gracePeriod: Duration.seconds(30),
  };
  new WorkloadNetworkPolicy(chart, `${name}-policy`, { workload: pods });
  return pods;
}

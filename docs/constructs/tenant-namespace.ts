/**
 * # TenantNamespace, WorkloadNetworkPolicy and DisruptionBudget
 *
 * A namespace in which nothing is allowed until it is declared: pods must meet the restricted Pod Security profile, and no traffic
 * goes in or out. Workloads of Seaworthy open what they declare and bring their disruption budget. A Deployment that you have already
 * gets the same from the parts: `workloadOf` tells them what they must know of it, and calls are declared in the `Graph` of the App.
 *
 * The disruption budget counts pods that may be away, so that a drain always goes on, and lets pods be evicted that are not ready.
 */
import { ApiObject, Chart, JsonPatch, Size, type App } from 'cdk8s';
import { Cpu, Deployment, LabelSelector, Probe } from 'cdk8s-plus-27';
import {
  DisruptionBudget,
  External,
  Graph,
  PostgresEndpoint,
  TenantNamespace,
  WorkloadNetworkPolicy,
  workloadOf,
} from 'seaworthy';

export class Warehouse extends Chart {
  constructor(app: App) {
    super(app, 'warehouse', { namespace: 'warehouse' });
    new TenantNamespace(this, 'Namespace', { name: 'warehouse', labels: { team: 'logistics' } });

    const stock = new Deployment(this, 'stock', {
      metadata: { name: 'stock' },
      podMetadata: { labels: { app: 'stock' } },
      replicas: 3,
      select: false,
    });
    stock.select(LabelSelector.of({ labels: { app: 'stock' } }));
    stock.addContainer({
      name: 'stock',
      image: 'ghcr.io/acme/stock:3.2.0',
      portNumber: 8080,
      readiness: Probe.fromHttpGet('/readyz', { port: 8080 }),
      liveness: Probe.fromTcpSocket({ port: 8080 }),
      resources: {
        cpu: { request: Cpu.millis(250) },
        memory: { request: Size.mebibytes(256), limit: Size.mebibytes(256) },
      },
      securityContext: { user: 10001, group: 10001 },
    });
    // what the restricted profile asks for and cdk8s-plus has no words for
    ApiObject.of(stock).addJsonPatch(
      JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
      JsonPatch.add('/spec/template/spec/containers/0/securityContext/capabilities', { drop: ['ALL'] }),
    );

    const workload = workloadOf(stock);
    new WorkloadNetworkPolicy(this, 'policy', { workload });
    new DisruptionBudget(this, 'budget', { workload });
    const graph = Graph.of(this);
    graph.add(workload, PostgresEndpoint.of({ name: 'stock', host: 'stock.db.example.com', cidrs: ['10.30.64.0/20'] }));
    graph.add(External.pods('gateway', { namespace: 'gateway', podLabels: { app: 'envoy' } }), workload);
  }
}

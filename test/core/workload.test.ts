import { App, Chart, Duration } from 'cdk8s';
import { Deployment, HorizontalPodAutoscaler, LabelSelector } from 'cdk8s-plus-27';
import { DisruptionBudget, Graph, External, WorkloadNetworkPolicy, workloadOf } from 'seaworthy';
import { objects } from '../rendering';

const deploymentIn = (chart: Chart, props: { replicas?: number; terminationGracePeriod?: Duration } = {}) => {
  const deployment = new Deployment(chart, 'Deployment', {
    metadata: { name: 'cart' },
    select: false,
    ...props,
    containers: [
      { image: 'ghcr.io/acme/cart:1.0.0', ports: [{ name: 'http', number: 8080 }], securityContext: { user: 10001 } },
    ],
  });
  deployment.select(LabelSelector.of({ labels: { app: 'cart' } }));
  return deployment;
};

const shop = () => new Chart(new App(), 'shop', { namespace: 'shop' });

describe('a plain cdk8s-plus Deployment as a workload', () => {
  test('what parts need to know is read from it', () => {
    const deployment = deploymentIn(shop(), { replicas: 3, terminationGracePeriod: Duration.seconds(45) });
    expect(workloadOf(deployment)).toMatchObject({
      name: 'cart',
      namespace: 'shop',
      selector: { app: 'cart' },
      peers: [{ namespace: 'shop', labels: { app: 'cart' } }],
      ports: [{ name: 'http', port: 8080 }],
      replicas: { min: 3, max: 3, owner: 'workload' },
      target: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'cart' },
    });
    expect(workloadOf(deployment).gracePeriod.toSeconds()).toBe(45);
  });

  test('what it leaves open is what cdk8s-plus and Kubernetes do: 2 replicas, 30 seconds to end', () => {
    const workload = workloadOf(deploymentIn(shop()));
    expect(workload.replicas).toEqual({ min: 2, max: 2, owner: 'workload' });
    expect(workload.gracePeriod.toSeconds()).toBe(30);
  });

  test('with a cdk8s-plus autoscaler, the autoscaler owns its replicas', () => {
    const deployment = deploymentIn(shop());
    new HorizontalPodAutoscaler(deployment, 'Hpa', { target: deployment, maxReplicas: 5 });
    expect(workloadOf(deployment).replicas.owner).toBe('autoscaler');
  });

  test('every part serves it', () => {
    const rendered = objects((chart) => {
      const workload = workloadOf(deploymentIn(chart));
      new DisruptionBudget(chart, 'Budget', { workload });
      new WorkloadNetworkPolicy(chart, 'Policy', { workload });
      Graph.of(chart).add(External.pods('entry', { namespace: 'edge', podLabels: { app: 'gateway' } }), workload);
    });
    expect(rendered.find(({ kind }) => kind === 'PodDisruptionBudget')?.metadata).toMatchObject({
      name: 'cart',
      namespace: 'shop',
    });
    expect(rendered.find(({ kind }) => kind === 'NetworkPolicy')?.spec.ingress?.[0]?.ports).toEqual([
      { port: 8080, protocol: 'TCP' },
    ]);
  });

  test('rejects one that selects no pods of its own', () => {
    const deployment = new Deployment(shop(), 'Deployment', { select: false });
    expect(() => workloadOf(deployment)).toThrow('shop/Deployment has no selector; allowed: labels of its own pods');
  });

  test('rejects one without a namespace', () => {
    expect(() => workloadOf(deploymentIn(new Chart(new App(), 'bare')))).toThrow(
      'bare/Deployment has no namespace; allowed: an explicit one',
    );
  });
});

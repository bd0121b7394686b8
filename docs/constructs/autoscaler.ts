/**
 * # Autoscaler
 *
 * Lets the number of a workload's pods follow its load; a WebService with `scale: { min, max, ... }` has one. It works for any
 * `Workload`, also for a plain cdk8s-plus Deployment, and measures the container that does the work, not the sidecar beside it.
 * Pods are added at once and taken away slowly: 5 minutes after the load went, 10 % in a minute.
 *
 * Metrics other than CPU and memory are served by a metrics adapter. What it needs for that stands beside the metric, and
 * `AdapterRules.of(app).configuration()` has it for all autoscalers of an App in the form of prometheus-adapter's configuration.
 * Deployments by Argo CD and Pulumi must leave the number of pods alone: `replicaIgnores(workload)` says so in their words.
 */
import { ApiObject, Chart, Duration, JsonPatch, Size, type App } from 'cdk8s';
import { Cpu, Deployment, LabelSelector } from 'cdk8s-plus-27';
import { Autoscaler, Percent, ScalingMetric, workloadOf } from 'seaworthy';

export class Shop extends Chart {
  constructor(app: App) {
    super(app, 'shop', { namespace: 'shop' });

    const cart = new Deployment(this, 'cart', {
      metadata: { name: 'cart' },
      podMetadata: { labels: { app: 'cart' } },
      select: false,
    });
    cart.select(LabelSelector.of({ labels: { app: 'cart' } }));
    cart.markHasAutoscaler();
    cart.addContainer({
      name: 'cart',
      image: 'ghcr.io/acme/cart:2.0.1',
      portNumber: 8080,
      resources: {
        cpu: { request: Cpu.millis(500) },
        memory: { request: Size.mebibytes(512), limit: Size.mebibytes(512) },
      },
      securityContext: { user: 10001, group: 10001 },
    });
    // what the restricted profile asks for and cdk8s-plus has no words for
    ApiObject.of(cart).addJsonPatch(
      JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
      JsonPatch.add('/spec/template/spec/containers/0/securityContext/capabilities', { drop: ['ALL'] }),
    );

    new Autoscaler(this, 'scale', {
      workload: workloadOf(cart),
      min: 3,
      max: 20,
      cpu: Percent.of(70),
      metrics: [
        ScalingMetric.pods({
          name: 'open_carts',
          perPod: 200,
          from: { series: 'carts_open' },
        }),
        ScalingMetric.external({
          name: 'payments_waiting',
          perPod: 30,
          from: { series: 'queue_messages{queue="payments"}' },
        }),
      ],
      behavior: {
        up: { policies: [{ percent: 100, per: Duration.minutes(1) }] },
        down: { stabilization: Duration.minutes(15), policies: [{ pods: 1, per: Duration.minutes(2) }] },
      },
    });
  }
}

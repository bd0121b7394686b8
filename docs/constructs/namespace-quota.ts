/**
 * # NamespaceQuota
 *
 * A ResourceQuota and a LimitRange that fit what is declared in a namespace: every workload at the most that its autoscaler gives
 * it, in the middle of a rollout, while all jobs run. What nobody declared finds no room: not a forgotten experiment, not a
 * second load balancer, not what somebody starts who should not be there. Nobody keeps the numbers up to date: they follow the
 * workloads with each synthesis.
 *
 * Where the environment declares a mesh with sidecars, the proxy that admission adds to each pod is counted too, as large as
 * `mesh.proxy` says. What is in no manifest at all: pods that are ending still hold their share, so a rollout while a namespace is
 * at its peak waits for them. `headroom` makes room for those.
 */
import { Chart, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { NamespaceQuota, Percent, TenantNamespace, WebService } from 'seaworthy';

export class Checkout extends Chart {
  constructor(app: App) {
    super(app, 'checkout', { namespace: 'checkout' });
    new TenantNamespace(this, 'Namespace', { name: 'checkout' });
    new NamespaceQuota(this, 'Quota', { namespace: 'checkout', headroom: Percent.of(10) });

    new WebService(this, 'api', {
      image: 'ghcr.io/acme/checkout-api:1.4.2',
      port: 8080,
      resources: { cpu: Cpu.millis(500), memory: Size.mebibytes(512) },
      scale: { min: 3, max: 10, cpu: Percent.of(70) },
    });
  }
}

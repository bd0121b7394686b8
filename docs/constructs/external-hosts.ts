/**
 * # External hosts by name
 *
 * `External.https(host)` without addresses is a host known by its name alone. A NetworkPolicy cannot hold that: the environment has to say
 * what does. With `hostRules: 'cilium'` a CiliumNetworkPolicy allows the names, `*.example.com` among them. It allows the workload's DNS too,
 * through Cilium's proxy, which is how Cilium learns the addresses behind the names; the NetworkPolicy then says nothing of DNS, since a
 * second rule for the same port would take the proxy's sight away. With `hostRules: 'istio'` such calls leave through the
 * [egress gateway of the mesh](mesh.md), for exact names alone. Where neither is declared, synthesis refuses the call and names both ways
 * out: declare what the cluster can, or name the addresses.
 */
import { Chart, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { capabilities, declareEnvironment, External, Worker } from 'seaworthy';

export class Alerts extends Chart {
  constructor(app: App) {
    declareEnvironment(app, {
      name: 'prod',
      region: 'eu-west-1',
      capabilities: capabilities({ customResources: ['cilium.io/v2'], hostRules: 'cilium' }),
    });
    super(app, 'alerts', { namespace: 'alerts' });

    const sender = new Worker(this, 'sender', {
      image: 'ghcr.io/acme/alert-sender:2.2.0',
      resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(128) },
      scale: { replicas: 2 },
      health: { probe: 'exec', readyCommand: ['/app/ready'], liveCommand: ['/app/heartbeat'] },
    });
    sender.calls(External.https('hooks.slack.com'));
    sender.calls(External.https('*.pagerduty.com'));
  }
}

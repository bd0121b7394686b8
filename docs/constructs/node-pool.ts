/**
 * # NodePool and NodeClass
 *
 * Nodes that Karpenter makes on AWS for pods that find no room. A mix of spot and on-demand capacity is two pools: one that takes
 * spot nodes, with on-demand ones where there are none, for workloads that stand a notice of two minutes, behind a taint; and one
 * of on-demand nodes for all others. The machine image has a version: one that changes by itself replaces the fleet unannounced.
 */
import { Chart, Duration, Size, type App } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { NodeClass, NodePool } from 'seaworthy';

export class Nodes extends Chart {
  constructor(app: App) {
    super(app, 'nodes');

    const nodeClass = new NodeClass(this, 'class', {
      name: 'default',
      cluster: 'acme-prod',
      role: 'acme-prod-node',
      image: 'al2023@v20261105',
    });
    // a working day in Dublin, in UTC
    const windows = [{ start: '0 8 * * mon-fri', lasts: Duration.hours(10) }];

    new NodePool(this, 'general', {
      name: 'general',
      nodeClass,
      limits: { cpu: Cpu.units(200), memory: Size.gibibytes(800) },
      windows,
    });
    new NodePool(this, 'spot', {
      name: 'spot',
      nodeClass,
      capacity: ['spot', 'on-demand'],
      architectures: ['amd64', 'arm64'],
      limits: { cpu: Cpu.units(400), memory: Size.gibibytes(1600) },
      taints: [{ key: 'acme.example.com/interruptible', effect: 'NoSchedule' }],
    });
  }
}

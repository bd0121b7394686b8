import { Construct } from 'constructs';
import { NodeClass, NodePool, type Placement } from 'seaworthy';
import type { SettingsOf } from 'seaworthy/settings';
import type { schema } from './schema';

/** What keeps pods of others off the nodes, and leads ours to them. */
const KEY = 'acme.example.com/pool';

/** Properties for `OwnNodes`. */
export interface OwnNodesProps {
  /** Name of the nodes' pool and class, and of those who are on them. */
  readonly name: string;
  readonly settings: SettingsOf<typeof schema>['nodes'];
}

/** Nodes of one system alone: what they cost is what it costs. Its pods run elsewhere while there is no room on them. */
export class OwnNodes extends Construct {
  public readonly placement: Placement;

  public constructor(scope: Construct, id: string, { name, settings }: OwnNodesProps) {
    super(scope, id);
    const { cluster, role, image, capacity, most } = settings;
    const nodeClass = new NodeClass(this, 'Class', { name, cluster, role, image, tags: { 'cost-center': name } });
    new NodePool(this, 'Pool', {
      name,
      nodeClass,
      capacity,
      limits: most,
      labels: { [KEY]: name },
      taints: [{ key: KEY, value: name, effect: 'NoSchedule' }],
    });
    this.placement = {
      preferredNodeLabels: { [KEY]: name },
      tolerations: [{ key: KEY, value: name, effect: 'NoSchedule' }],
    };
  }
}

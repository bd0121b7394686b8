import type { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import type { CallOptions } from '../core/call-options';
import { serviceHost } from '../core/conventions';
import { Graph } from '../core/graph';
import type { Labels } from '../core/labels';
import type { Party, Peer, ServiceAccountReference } from '../core/party';
import { claimTemplates, persistentMounts } from '../core/persistent-volume';
import type { Port } from '../core/port';
import { replicaRange } from '../core/scale';
import { requireShape } from '../core/shape';
import { shutdownBudget } from '../core/shutdown';
import { secondsOf } from '../core/whole-seconds';
import { isNeverAlone, type ReplicaRange, type TargetReference, type Workload } from '../core/workload';
import { StatefulSet } from '../kinds/apps';
import { Service } from '../kinds/core';
import type { ServiceAccount } from '../kinds/service-account';
import { DisruptionBudget } from '../parts/availability/disruption-budget';
import { WorkloadMesh } from '../parts/mesh/workload-mesh';
import { WorkloadNetworkPolicy } from '../parts/network/workload-network-policy';
import type { SyncedSecret } from '../parts/secrets/synced-secret';
import { withMeshDrain } from './mesh-drain';
import { Pods } from './pods';
import { STATEFUL_SERVICE_SHAPES, statefulServiceRefusals, type StatefulServiceProps } from './stateful-service-props';

/** Name of the port that it serves on. */
const PORT = 'tcp';

const DEFAULTS = { health: { probe: 'tcp' }, podManagement: 'OrderedReady', retention: 'Retain' } as const;

/**
 * A service whose pods each keep data and have a name of their own: `<name>-0.<name>.<namespace>`. Volumes outlive pods, and
 * the service itself unless somebody says otherwise. For a database look for its operator first: it knows failover and backup.
 */
export class StatefulService extends Construct implements Workload {
  public readonly name: string;
  public readonly namespace: string;
  public readonly labels: Labels;
  public readonly selector: Labels;
  public readonly peers: readonly Peer[];
  public readonly ports: readonly Port[];
  public readonly replicas: ReplicaRange;
  public readonly gracePeriod: Duration;
  public readonly host: string;
  public readonly runsAs: ServiceAccountReference;
  public readonly target: TargetReference;

  public readonly serviceAccount: ServiceAccount;
  /** Gives each pod its name. It has no address of its own. */
  public readonly service: ApiObject;
  public readonly statefulSet: ApiObject;
  public readonly networkPolicy: WorkloadNetworkPolicy;
  /** Holds nothing where the environment declares no mesh. */
  public readonly mesh: WorkloadMesh;
  /** Fills the service's Secret. None when it has no secrets. */
  public readonly secret?: SyncedSecret;
  /** One for each folder of config files. */
  public readonly configMaps: readonly ApiObject[];
  /** None when the service runs as a single pod: nothing could be drained. */
  public readonly disruptionBudget?: DisruptionBudget;

  public constructor(scope: Construct, id: string, props: StatefulServiceProps) {
    super(scope, id);
    requireShape(this, props, STATEFUL_SERVICE_SHAPES);
    const { volumes, volumeRetention = {}, minReady, health = DEFAULTS.health } = props;
    const shutdown = shutdownBudget(withMeshDrain(this, props));
    const port = { name: PORT, port: props.port };
    const { templates, mounts } = claimTemplates(volumes);
    const pods = new Pods(
      this,
      props,
      { callable: [port], ports: [port], health: { checks: health, port }, shutdown, kept: mounts },
      {
        refusals: (name) => statefulServiceRefusals(name, props, shutdown),
        mounts: persistentMounts('volumes', volumes),
      },
    );
    ({
      name: this.name,
      namespace: this.namespace,
      labels: this.labels,
      selector: this.selector,
      peers: this.peers,
      ports: this.ports,
      gracePeriod: this.gracePeriod,
      runsAs: this.runsAs,
      serviceAccount: this.serviceAccount,
      secret: this.secret,
      configMaps: this.configMaps,
    } = pods);
    this.host = serviceHost(this.name, this.namespace);
    this.replicas = replicaRange({ replicas: props.replicas });
    this.target = { apiVersion: 'apps/v1', kind: 'StatefulSet', name: this.name };

    this.service = new Service(this, 'Service', {
      metadata: pods.metadata,
      spec: {
        clusterIP: 'None',
        selector: { ...this.selector },
        ports: [{ name: PORT, port: props.port, targetPort: PORT, protocol: 'TCP' }],
        ...(props.publishNotReadyAddresses && { publishNotReadyAddresses: true }),
      },
    });
    this.statefulSet = new StatefulSet(this, 'StatefulSet', {
      metadata: pods.metadata,
      spec: {
        serviceName: this.name,
        replicas: props.replicas,
        podManagementPolicy: props.podManagement ?? DEFAULTS.podManagement,
        updateStrategy: { type: 'RollingUpdate' },
        ...(minReady && { minReadySeconds: secondsOf(minReady) }),
        persistentVolumeClaimRetentionPolicy: {
          whenDeleted: volumeRetention.whenDeleted ?? DEFAULTS.retention,
          whenScaled: volumeRetention.whenScaled ?? DEFAULTS.retention,
        },
        selector: { matchLabels: { ...this.selector } },
        template: pods.template(),
        volumeClaimTemplates: templates,
      },
    });
    pods.followSecrets(this.statefulSet);
    this.networkPolicy = new WorkloadNetworkPolicy(this, 'NetworkPolicy', { workload: this });
    this.mesh = new WorkloadMesh(this, 'Mesh', { workload: this });
    if (isNeverAlone(this.replicas))
      this.disruptionBudget = new DisruptionBudget(this, 'DisruptionBudget', { workload: this });
  }

  /** Declares that the service calls something, perhaps itself: traffic is allowed at both ends. */
  public calls(callee: Party, options?: CallOptions): void {
    Graph.of(this).add(this, callee, options);
  }

  /** Declares who calls the service from outside the App. */
  public acceptsFrom(caller: Party, options?: CallOptions): void {
    Graph.of(this).add(caller, this, options);
  }
}

import type { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { serviceHost, WELL_KNOWN } from '../core/conventions';
import type { CallOptions } from '../core/call-options';
import { Graph } from '../core/graph';
import { readyPath } from '../core/health';
import type { Labels } from '../core/labels';
import type { Party, Peer, ServiceAccountReference } from '../core/party';
import type { Port } from '../core/port';
import { isAutomatic, replicaRange } from '../core/scale';
import { requireShape } from '../core/shape';
import { isNeverAlone, type ReplicaRange, type TargetReference, type Workload } from '../core/workload';
import { Service } from '../kinds/core';
import type { ServiceAccount } from '../kinds/service-account';
import { DisruptionBudget } from '../parts/availability/disruption-budget';
import { HttpEntry } from '../parts/network/http-entry';
import { WorkloadMesh } from '../parts/mesh/workload-mesh';
import { WorkloadNetworkPolicy } from '../parts/network/workload-network-policy';
import { Autoscaler } from '../parts/scaling/autoscaler';
import type { SyncedSecret } from '../parts/secrets/synced-secret';
import { exposedShutdown } from './exposed-shutdown';
import { podStartSeconds } from './extra-container';
import { Pods } from './pods';
import { rollingDeployment } from './rolling-deployment';
import type { WebServiceProps } from './web-service-props';
import { webServiceRefusals, WEB_SERVICE_SHAPES } from './web-service-refusals';

const DEFAULTS = { servicePort: 80 } as const;

/** Name of the port that serves requests. Services and probes refer to it. */
const HTTP_PORT = 'http';

/**
 * An HTTP service that runs unprivileged, is spread over zones and nodes, scales with its load, ends without losing
 * requests, and can be reached by and reach only what was declared.
 */
export class WebService extends Construct implements Workload {
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
  public readonly mainContainer?: string;

  public readonly serviceAccount: ServiceAccount;
  public readonly deployment: ApiObject;
  public readonly service: ApiObject;
  public readonly networkPolicy: WorkloadNetworkPolicy;
  /** Holds nothing where the environment declares no mesh. */
  public readonly mesh: WorkloadMesh;
  /** Fills the service's Secret. None when it has no secrets. */
  public readonly secret?: SyncedSecret;
  /** One for each folder of config files. */
  public readonly configMaps: readonly ApiObject[];
  /** None when the number of pods is fixed. */
  public readonly autoscaler?: Autoscaler;
  /** None when the service may run as a single pod: nothing could be drained. */
  public readonly disruptionBudget?: DisruptionBudget;
  /** None when the service is not exposed. */
  public readonly entry?: HttpEntry;

  public constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    requireShape(this, props, WEB_SERVICE_SHAPES);
    const { scale, health = {}, rollout = {}, servicePort = DEFAULTS.servicePort, exposedAt } = props;
    const shutdown = exposedShutdown(this, props);
    const port = { name: HTTP_PORT, port: props.port };
    const pods = new Pods(
      this,
      props,
      {
        callable: [port],
        ports: [port],
        health: { checks: health, port },
        shutdown,
        revisionLabel: WELL_KNOWN.podTemplateHash,
      },
      { refusals: () => webServiceRefusals(props, shutdown) },
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
    this.replicas = replicaRange(scale);
    if (pods.mainContainer !== undefined) this.mainContainer = pods.mainContainer;
    this.target = { apiVersion: 'apps/v1', kind: 'Deployment', name: this.name };

    this.deployment = rollingDeployment(this, pods, {
      replicas: this.replicas,
      rollout,
      startSeconds: podStartSeconds(health, props.sidecars),
    });
    pods.followSecrets(this.deployment);
    this.service = new Service(this, 'Service', {
      metadata: pods.metadata,
      spec: {
        type: 'ClusterIP',
        selector: { ...this.selector },
        ports: [{ name: HTTP_PORT, port: servicePort, targetPort: HTTP_PORT, protocol: 'TCP' }],
      },
    });
    this.networkPolicy = new WorkloadNetworkPolicy(this, 'NetworkPolicy', { workload: this });
    this.mesh = new WorkloadMesh(this, 'Mesh', { workload: this, traffic: props.traffic, servicePort });
    if (isAutomatic(scale)) this.autoscaler = new Autoscaler(this, 'Autoscaler', { workload: this, ...scale });
    if (isNeverAlone(this.replicas))
      this.disruptionBudget = new DisruptionBudget(this, 'DisruptionBudget', { workload: this });
    if (exposedAt)
      this.entry = new HttpEntry(this, 'Entry', {
        timeout: shutdown.drain,
        ...exposedAt,
        workload: this,
        backends: [{ service: this.name, port: servicePort }],
        healthPath: readyPath(health),
        deregistration: shutdown.loadBalancerDeregistration,
      });
  }

  /** Declares that the service calls something: traffic is allowed at both ends. */
  public calls(callee: Party, options?: CallOptions): void {
    Graph.of(this).add(this, callee, options);
  }

  /** Declares who calls the service from outside the App: an entry gateway, another team's service. */
  public acceptsFrom(caller: Party, options?: CallOptions): void {
    Graph.of(this).add(caller, this, options);
  }
}

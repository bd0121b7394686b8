import { Chart, type ApiObject, type Duration } from 'cdk8s';
import { ServiceAccount } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { demand, demandKubernetes } from '../core/demand';
import { Graph } from '../core/graph';
import { selectorLabels, workloadLabels, type Labels } from '../core/labels';
import { defaultName } from '../core/names';
import type { Party, Peer } from '../core/party';
import type { Port } from '../core/port';
import { refuse } from '../core/refusal';
import { isAutomatic } from '../core/scale';
import { requireShape } from '../core/shape';
import { shutdownBudget } from '../core/shutdown';
import { secondsOf } from '../core/whole-seconds';
import type { ReplicaRange, TargetReference, Workload } from '../core/workload';
import { Deployment } from '../kinds/apps';
import { Service } from '../kinds/core';
import { DisruptionBudget } from '../parts/availability/disruption-budget';
import { WorkloadNetworkPolicy } from '../parts/network/workload-network-policy';
import { Autoscaler } from '../parts/scaling/autoscaler';
import { SyncedSecret } from '../parts/secrets/synced-secret';
import { HTTP_PORT, podTemplate } from './pod-template';
import type { WebServiceProps } from './web-service-props';
import { webServiceRefusals, WEB_SERVICE_SHAPES } from './web-service-refusals';

const DEFAULTS = { servicePort: 80, writablePaths: [{ path: '/tmp' }] } as const;

/** New pods come before old ones go. */
const ROLLING_UPDATE = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } } as const;

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
  public readonly target: TargetReference;

  public readonly serviceAccount: ServiceAccount;
  public readonly deployment: ApiObject;
  public readonly service: ApiObject;
  public readonly networkPolicy: WorkloadNetworkPolicy;
  /** Fills the service's Secret. None when it has no secrets. */
  public readonly secret?: SyncedSecret;
  /** None when the number of pods is fixed. */
  public readonly autoscaler?: Autoscaler;
  /** None when the service may run as a single pod: nothing could be drained. */
  public readonly disruptionBudget?: DisruptionBudget;

  public constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    requireShape(`[${this.node.path}]`, props, WEB_SERVICE_SHAPES);
    const { image, port, resources, scale, secrets = [], health = {} } = props;
    const shutdown = shutdownBudget(props.shutdown);
    this.name = props.name ?? defaultName(this);
    this.namespace = props.namespace ?? Chart.of(this).namespace ?? '';
    const partOf = props.partOf ?? Chart.of(this).node.id;
    this.labels = workloadLabels(this.name, partOf);
    this.selector = selectorLabels(this.name);
    this.peers = [{ namespace: this.namespace, labels: this.selector }];
    this.ports = [{ name: HTTP_PORT, port }];
    this.replicas = isAutomatic(scale)
      ? { min: scale.min, max: scale.max, owner: 'autoscaler' }
      : { min: scale.replicas, max: scale.replicas, owner: 'workload' };
    this.gracePeriod = shutdown.gracePeriod;
    this.target = { apiVersion: 'apps/v1', kind: 'Deployment', name: this.name };
    refuse(this, webServiceRefusals({ name: this.name, namespace: this.namespace, partOf }, props, shutdown));
    if (secondsOf(shutdown.endpointRemoval) > 0) demand(this, demandKubernetes('shutdown.endpointRemoval', 30));

    const metadata = { name: this.name, namespace: this.namespace, labels: { ...this.labels } };
    this.serviceAccount = new ServiceAccount(this, 'ServiceAccount', { metadata, automountToken: false });
    if (secrets.length > 0 && props.secretStore) {
      this.secret = new SyncedSecret(this, 'Secret', {
        name: `${this.name}-secrets`,
        namespace: this.namespace,
        labels: this.labels,
        store: props.secretStore,
        secrets,
      });
    }
    this.deployment = new Deployment(this, 'Deployment', {
      metadata,
      spec: {
        ...(!isAutomatic(scale) && { replicas: scale.replicas }),
        selector: { matchLabels: { ...this.selector } },
        strategy: { ...ROLLING_UPDATE },
        template: podTemplate({
          name: this.name,
          labels: this.labels,
          selector: this.selector,
          image,
          port,
          args: props.args ?? [],
          environment: props.environment ?? {},
          secretVariables: this.secret?.variables ?? [],
          resources,
          health,
          shutdown,
          writablePaths: props.writablePaths ?? DEFAULTS.writablePaths,
        }),
      },
    });
    this.service = new Service(this, 'Service', {
      metadata,
      spec: {
        type: 'ClusterIP',
        selector: { ...this.selector },
        ports: [
          { name: HTTP_PORT, port: props.servicePort ?? DEFAULTS.servicePort, targetPort: HTTP_PORT, protocol: 'TCP' },
        ],
      },
    });
    this.networkPolicy = new WorkloadNetworkPolicy(this, 'NetworkPolicy', { workload: this });
    if (isAutomatic(scale)) this.autoscaler = new Autoscaler(this, 'Autoscaler', { workload: this, ...scale });
    if (typeof this.replicas.min !== 'number' || this.replicas.min > 1) {
      this.disruptionBudget = new DisruptionBudget(this, 'DisruptionBudget', { workload: this });
    }
  }

  /** Declares that the service calls something: traffic is allowed at both ends. */
  public calls(callee: Party): void {
    Graph.of(this).add(this, callee);
  }

  /** Declares who calls the service from outside the App: an entry gateway, another team's service. */
  public acceptsFrom(caller: Party): void {
    Graph.of(this).add(caller, this);
  }
}

import type { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { milliseconds } from '../../core/call-times';
import { ClaimedHosts, type HostClaim } from '../../core/claimed-hosts';
import { entryParty, isGatewayEntry, type Entry } from '../../core/entry';
import { entryNeedRefusals } from '../../core/entry-needs';
import { environmentOf } from '../../core/environment';
import { EXPOSURE_DEFAULTS, type Exposure } from '../../core/exposure';
import { EXPOSURE_SHAPES, exposureRefusals } from '../../core/exposure-refusals';
import { Graph } from '../../core/graph';
import { servesHost } from '../../core/host-name';
import { explain, refuse } from '../../core/refusal';
import { duration, group, optional, requireShape, text } from '../../core/shape';
import { judgeWorkload, type Workload } from '../../core/workload';
import {
  BACKENDS_SHAPE,
  backendRefusals,
  type EntryObjects,
  type EntryPlan,
  type ExposedHost,
  type RouteBackend,
} from './entry-plan';
import { gatewayObjects } from './gateway-objects';
import { ingressObjects } from './ingress-objects';
import { loadBalancerObjects } from './load-balancer-objects';

/** Properties for `HttpEntry`. */
export interface HttpEntryProps extends Exposure {
  /** The workload that is exposed. */
  readonly workload: Workload;
  /** Services that requests go to. Several share them by weight: stable and canary. */
  readonly backends: readonly RouteBackend[];
  /**
   * Path that a load balancer of AWS asks for, to know which pods can serve. Other entries leave that to Kubernetes.
   * @default '/'
   */
  readonly healthPath?: string;
  /**
   * How long a load balancer of AWS goes on sending to a pod that leaves: its requests end in that time.
   * @default - as long as a request may take
   */
  readonly deregistration?: Duration;
}

const SHAPES = {
  exposedAt: group({
    ...EXPOSURE_SHAPES,
    backends: BACKENDS_SHAPE,
    healthPath: optional(text),
    deregistration: optional(duration),
  }),
};

/**
 * Leads requests from outside the cluster to a workload: route, TLS, and what stands before it, in the form of the entry that
 * the environment declares. Network policies let the entry in.
 */
export class HttpEntry extends Construct {
  /** The HTTPRoute or the Ingress. None when the environment declares no such entry, which is refused. */
  public readonly route?: ApiObject;
  /** Listeners of the hosts that are not the Gateway's own. */
  public readonly listeners?: ApiObject;
  /** One for each host that the entry has none for. */
  public readonly certificates: readonly ApiObject[] = [];
  /** Objects of the entry's own kind, for what routes have no fields for. */
  public readonly policies: readonly ApiObject[] = [];

  public constructor(scope: Construct, id: string, props: HttpEntryProps) {
    super(scope, id);
    const { workload, backends, healthPath = '/', deregistration, ...exposure } = props;
    requireShape(this, { exposedAt: props }, SHAPES);
    judgeWorkload(this, workload);
    const entryName = exposure.entry ?? EXPOSURE_DEFAULTS.entry;
    const entry = environmentOf(this)?.capabilities.entries?.[entryName];
    const wrong = exposureRefusals('exposedAt', exposure);
    refuse(this, [
      ...wrong,
      ...backendRefusals('exposedAt.backends', backends, entry),
      ...(entry === undefined ? [noEntry(this, entryName)] : entryNeedRefusals('exposedAt', exposure, entry)),
    ]);
    if (entry === undefined) return;

    const { timeout = EXPOSURE_DEFAULTS.timeout } = exposure;
    // a time that is refused here would be refused as that of a call again
    const options = wrong.length > 0 ? undefined : { timeout };
    Graph.of(this).add(entryParty(entryName, entry, milliseconds(timeout)), workload, options);
    const hosts = this.claim(workload, exposure, entryName, entry);
    const plan = { workload, backends, healthPath, exposure, hosts, ...(deregistration && { deregistration }) };
    const objects = render(this, entry, plan);
    this.route = objects.route;
    if (objects.listeners) this.listeners = objects.listeners;
    this.certificates = objects.certificates;
    this.policies = objects.policies;
  }

  /** Claims all hosts. A host that is there twice is refused elsewhere, and claimed once. */
  private claim(workload: Workload, exposure: Exposure, entryName: string, entry: Entry): ExposedHost[] {
    const { hosts, paths = EXPOSURE_DEFAULTS.paths } = exposure;
    const register = ClaimedHosts.of(this);
    return [...new Set(hosts)].map((host) => {
      const gatewayHost = ownHost(entry, host);
      const claim: HostClaim = {
        entry: entryName,
        host,
        paths,
        namespace: workload.namespace,
        name: workload.name,
        by: this.node.path,
        sharedWith: sharing(entry, gatewayHost),
      };
      const first = register.claim(claim);
      const prop = `exposedAt.hosts[${hosts.indexOf(host)}]`;
      this.node.addValidation({ validate: () => register.refusals(prop, claim).map(explain) });
      return { host, ...(gatewayHost !== undefined && { gatewayHost }), owner: first.name, isOwner: first === claim };
    });
  }
}

function render(scope: Construct, entry: Entry, plan: EntryPlan): EntryObjects {
  if (entry.kind === 'ingress') return ingressObjects(scope, entry, plan);
  if (entry.kind === 'aws-load-balancer') return loadBalancerObjects(scope, entry, plan);
  return gatewayObjects(scope, entry, plan);
}

/** The host of a Gateway that serves this one: exact rather than by a wildcard. */
function ownHost(entry: Entry, host: string): string | undefined {
  if (!isGatewayEntry(entry)) return undefined;
  const own = entry.hosts ?? [];
  return own.includes(host) ? host : own.find((declared) => servesHost(declared, host));
}

function sharing(entry: Entry, gatewayHost: string | undefined): HostClaim['sharedWith'] {
  if (entry.kind === 'aws-load-balancer') return 'nobody';
  return gatewayHost === undefined ? 'namespace' : 'anybody';
}

function noEntry(scope: Construct, name: string) {
  const environment = environmentOf(scope);
  const known = Object.keys(environment?.capabilities.entries ?? {});
  return {
    prop: 'exposedAt.entry',
    value: name,
    problem: `is no entry of ${environment === undefined ? 'an environment: none is declared' : `environment '${environment.name}'`}`,
    allowed: known.length > 0 ? known.join(', ') : 'none so far',
    fix: 'name one of them, or add it to capabilities.entries',
  };
}

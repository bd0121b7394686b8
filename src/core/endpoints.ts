import { isIP } from 'node:net';
import { dnsLabelRefusal, dnsSubdomainRefusal } from './names';
import { selectorRefusals, type Labels } from './labels';
import { isWholeNetwork, rangesRefusals, type ExternalAddresses } from './external-addresses';
import type { Party, Peer } from './party';
import { portRefusal, PORTS_SHAPE, portsRefusals, type Port } from './port';
import { explain, type Refusal } from './refusal';
import { group, list, number, optional, requireKnown, requireShape, text, textByName, type Shapes } from './shape';
import type { NumberToken } from './token';

/** A data store outside the cluster: a host and the addresses behind it. */
export interface ManagedEndpointProps {
  /** Name for people: in errors and documentation. */
  readonly name: string;
  /** Host name that clients connect to. */
  readonly host: string;
  /** Addresses behind the host, in CIDR notation: the subnets that it lives in. */
  readonly cidrs: readonly string[];
  /**
   * Port that it listens on.
   * @default - the port that is usual for its kind
   */
  readonly port?: number | NumberToken;
}

/** A data store in the cluster: pods behind a Service. */
export interface InClusterEndpointProps {
  /** Name for people: in errors and documentation. */
  readonly name: string;
  /** Host name that clients connect to: the name of its Service, with its namespace. */
  readonly host: string;
  /** Namespace of its pods. */
  readonly namespace: string;
  /** Labels of its pods. */
  readonly podLabels: Labels;
  /**
   * Port that its pods listen on.
   * @default - the port that is usual for its kind
   */
  readonly port?: number | NumberToken;
}

/** Where a data store is: outside the cluster, or pods in it. */
export type EndpointProps = ManagedEndpointProps | InClusterEndpointProps;

/** A data store that workloads call. */
export interface Endpoint extends Party {
  readonly host: string;
  readonly port: number | NumberToken;
}

const ENDPOINT: Shapes = { name: text, host: text, port: optional(number) };
const MANAGED: Shapes = { cidrs: list(text) };
const IN_CLUSTER: Shapes = { namespace: text, podLabels: textByName };
const PODS: Shapes = {
  name: text,
  namespace: text,
  podLabels: textByName,
  ports: optional(PORTS_SHAPE),
  host: optional(text),
  serviceAccount: optional(text),
};
const HOST: Shapes = { host: text, where: group({}) };
const HTTPS: Shapes = { cidrs: optional(list(text)) };
const ADDRESSES: Shapes = { name: text, cidrs: list(text), ports: optional(PORTS_SHAPE), reason: optional(text) };

/** A PostgreSQL server. Usual port: 5432. */
export const PostgresEndpoint = {
  /** @throws when a name, a host, an address range, a label or the port is not valid; all problems at once */
  of: (props: EndpointProps): Endpoint => endpoint('PostgresEndpoint', 'postgresql', 5432, props),
} as const;

/** A MySQL server. Usual port: 3306. */
export const MySqlEndpoint = {
  /** @throws when a name, a host, an address range, a label or the port is not valid; all problems at once */
  of: (props: EndpointProps): Endpoint => endpoint('MySqlEndpoint', 'mysql', 3306, props),
} as const;

/** A Redis server. Usual port: 6379. */
export const RedisEndpoint = {
  /** @throws when a name, a host, an address range, a label or the port is not valid; all problems at once */
  of: (props: EndpointProps): Endpoint => endpoint('RedisEndpoint', 'redis', 6379, props),
} as const;

/** Where pods of somebody else are, and how they are called. */
export interface ExternalPods {
  readonly namespace: string;
  readonly podLabels: Labels;
  /**
   * Ports that they are called on.
   * @default - none: they call, and are not called
   */
  readonly ports?: readonly Port[];
  /**
   * Host name that they are called by: that of their Service, as `name.namespace.svc.cluster.local`.
   * @default - not known: proxies of a mesh hold all of their namespace
   */
  readonly host?: string;
  /**
   * Service account that they run as: their identity in a mesh.
   * @default - not known: services of a mesh refuse them as callers
   */
  readonly serviceAccount?: string;
}

/** Something outside the App, by what policies can see of it. */
export const External = {
  /**
   * Pods that the App does not render: an entry gateway, a monitoring system, another team's service.
   * @throws when the namespace, a label or a port is not valid, or there is no label
   */
  pods: (name: string, where: ExternalPods): Party => {
    requireShape('External.pods', { name, ...where }, PODS);
    const { namespace, ports = [], host, serviceAccount } = where;
    throwAll(`External.pods('${name}')`, [
      dnsLabelRefusal('namespace', where.namespace),
      ...selectorRefusals('podLabels', where.podLabels),
      ...portsRefusals('ports', ports),
      ...(host === undefined ? [] : [hostRefusal(host)]),
      ...(serviceAccount === undefined ? [] : [dnsSubdomainRefusal('serviceAccount', serviceAccount)]),
    ]);
    return {
      name,
      peers: [{ namespace, labels: where.podLabels }],
      ports,
      ...(host !== undefined && { host }),
      ...(serviceAccount !== undefined && { runsAs: { namespace, name: serviceAccount } }),
    };
  },
  /**
   * Addresses outside the cluster: an SMTP relay, the subnets of a load balancer, the control plane that calls a webhook. Of
   * `0.0.0.0/0` and `::/0` link-local addresses and the metadata of instances stay closed, as in every wide range. Whether a
   * range that holds the addresses of pods opens those pods is up to the network plug-in; Cilium takes ranges for what is outside.
   *
   * @param where `ports` are those that it can be called on, none for a pure caller; `reason` says why it can be anywhere, and
   * only then `0.0.0.0/0` and `::/0` are accepted
   * @throws when there is no address range, one is not valid, or a port is not; all problems at once
   */
  addresses: (name: string, where: ExternalAddresses): Party => {
    requireShape('External.addresses', { name, ...where }, ADDRESSES);
    const { cidrs, ports = [], reason } = where;
    throwAll(`External.addresses('${name}')`, [...rangesRefusals(cidrs, reason), ...portsRefusals('ports', ports)]);
    return { name, peers: cidrs.map((cidr) => ({ cidr, ...(isWholeNetwork(cidr) && { reason }) })), ports };
  },
  /**
   * An HTTPS service outside the cluster: by the addresses behind its name, or by its name alone where the environment's
   * `hostRules` can hold that. `*.example.com` stands for every name below one, for Cilium alone.
   * @throws when the name or an address range is not valid, or addresses are given and there are none
   */
  https: (host: string, where: { readonly cidrs?: readonly string[] } = {}): Party & { readonly host: string } => {
    requireShape('External.https', { host, where }, HOST);
    // addresses under a misspelled name would leave the host known by its name alone
    requireKnown('External.https', where, HTTPS);
    throwAll(
      `External.https('${host}')`,
      where.cidrs === undefined
        ? [hostRefusal(host.replace(/^\*\./, '')), ipRefusal(host)]
        : [hostRefusal(host), ...rangesRefusals(where.cidrs)],
    );
    return {
      name: host,
      host,
      peers: (where.cidrs ?? []).map((cidr) => ({ cidr })),
      ports: [{ name: 'https', port: 443 }],
    };
  },
} as const;

function endpoint(factory: string, portName: string, usualPort: number, props: EndpointProps): Endpoint {
  requireShape(`${factory}.of`, props, ENDPOINT);
  const port = props.port ?? usualPort;
  const managed = 'cidrs' in props;
  requireShape(`${factory}.of '${props.name}'`, props, managed ? MANAGED : IN_CLUSTER);
  throwAll(`${factory}.of '${props.name}'`, [
    hostRefusal(props.host),
    portRefusal('port', port),
    ...(managed
      ? [...rangesRefusals(props.cidrs), placeTwice(props)]
      : [dnsLabelRefusal('namespace', props.namespace), ...selectorRefusals('podLabels', props.podLabels)]),
  ]);
  const peers: Peer[] = managed
    ? props.cidrs.map((cidr) => ({ cidr }))
    : [{ namespace: props.namespace, labels: props.podLabels }];
  return { name: props.name, host: props.host, port, peers, ports: [{ name: portName, port }] };
}

/** A host as a client connects to it: a name or an address, without scheme and port. */
function hostRefusal(host: string): Refusal | undefined {
  if (isIP(host) !== 0 || !dnsSubdomainRefusal('host', host)) return undefined;
  return {
    prop: 'host',
    value: host,
    problem: 'is not a host name',
    allowed: 'a DNS name in lower case, or an IP address',
    fix: 'write the host alone, without scheme, port and path',
  };
}

/** An address is no name: rules of names would never see it. */
function ipRefusal(host: string): Refusal | undefined {
  if (isIP(host) === 0) return undefined;
  return {
    prop: 'host',
    value: host,
    problem: 'is an address, which no rule of names holds',
    allowed: 'a DNS name, or the address with cidrs',
    fix: `write { cidrs: ['${host}/${isIP(host) === 4 ? 32 : 128}'] }`,
  };
}

/** An endpoint that is in the cluster and outside of it: one of both would be ignored. */
function placeTwice(props: EndpointProps): Refusal | undefined {
  if (!('namespace' in props) && !('podLabels' in props)) return undefined;
  return {
    prop: 'cidrs',
    problem: 'stands beside namespace or podLabels',
    allowed: 'cidrs for a data store outside the cluster, namespace and podLabels for one inside',
    fix: 'remove what does not hold',
  };
}

/** Values are judged where they are made: there is no construct yet that could report them. */
function throwAll(where: string, refusals: readonly (Refusal | undefined)[]): void {
  const lines = refusals.filter((refusal) => refusal !== undefined).map(explain);
  if (lines.length > 0) throw new Error(`${where}: ${lines.join('\n  ')}`);
}

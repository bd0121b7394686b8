import type { ApiObject, Duration } from 'cdk8s';
import type { Entry, EntryIssuer } from '../../core/entry';
import type { Exposure } from '../../core/exposure';
import { dnsLabelRefusal } from '../../core/names';
import type { Peer } from '../../core/party';
import { portRefusal } from '../../core/port';
import type { Refusal } from '../../core/refusal';
import { closed, list, number, optional, text } from '../../core/shape';
import type { NumberToken } from '../../core/token';
import type { Workload } from '../../core/workload';
import type { CertifiedHosts } from './host-certificates';

/** A Service that requests go to. */
export interface RouteBackend {
  /** Name of the Service, in the namespace of the workload. */
  readonly service: string;
  /** Port of the Service. */
  readonly port: number | NumberToken;
  /**
   * Its share of the requests, of the sum of all weights. What moves traffic between versions writes it later.
   * @default 1
   */
  readonly weight?: number;
}

/** A host that a workload is exposed at. */
export interface ExposedHost {
  readonly host: string;
  /** The host of the Gateway that serves it. None when the workload brings it. */
  readonly gatewayHost?: string;
  /** Name of the workload whose objects have its listener and its certificate. */
  readonly owner: string;
  /** Whether that is this one. */
  readonly isOwner: boolean;
}

/** What an entry renders its objects from. */
export interface EntryPlan {
  readonly workload: Workload;
  readonly backends: readonly RouteBackend[];
  readonly healthPath: string;
  readonly deregistration?: Duration;
  readonly exposure: Exposure;
  readonly hosts: readonly ExposedHost[];
}

/** What an entry renders for a workload. */
export interface EntryObjects {
  readonly route: ApiObject;
  readonly listeners?: ApiObject;
  readonly certificates: readonly ApiObject[];
  readonly policies: readonly ApiObject[];
}

/** What backends must be before they are read. */
export const BACKENDS_SHAPE = list(closed({ service: text, port: number, weight: optional(number) }));

/** Largest weight of the Gateway API. */
const HEAVIEST = 1_000_000;

/** What is wrong with backends, also at an entry. */
export function backendRefusals(prop: string, backends: readonly RouteBackend[], entry: Entry | undefined): Refusal[] {
  const split = entry?.kind === 'ingress' || entry?.kind === 'aws-load-balancer';
  const count: Refusal[] =
    backends.length === 0
      ? [{ prop, problem: 'is empty', allowed: 'one Service or more', fix: 'name the Service of the workload' }]
      : backends.length > 1 && split
        ? [
            {
              prop,
              problem: 'has several Services, between which an Ingress shares no traffic',
              allowed: 'one Service',
              fix: 'expose it at a Gateway',
            },
          ]
        : [];
  return [
    ...count,
    ...backends.flatMap(({ service, port, weight = 1 }, index) => {
      const at = `${prop}[${index}]`;
      const legal = Number.isInteger(weight) && weight >= 0 && weight <= HEAVIEST;
      return [
        dnsLabelRefusal(`${at}.service`, service),
        portRefusal(`${at}.port`, port),
        legal
          ? undefined
          : {
              prop: `${at}.weight`,
              value: weight,
              problem: 'is not a weight',
              allowed: `a whole number from 0 to ${HEAVIEST}`,
              fix: 'write the share of the requests',
            },
      ].filter((refusal) => refusal !== undefined);
    }),
  ];
}

/** The hosts that a workload brings itself: no other one has their listener and certificate. */
export function broughtHosts({ hosts }: EntryPlan): readonly string[] {
  return hosts.filter(({ gatewayHost, isOwner }) => gatewayHost === undefined && isOwner).map(({ host }) => host);
}

/** Whose certificates they are, and on what terms. */
export function certificatesOf(
  plan: EntryPlan,
  entry: { readonly issuer: EntryIssuer; readonly from: readonly Peer[] },
): CertifiedHosts {
  const { name, namespace, labels } = plan.workload;
  const { issuer, from } = entry;
  return { hosts: broughtHosts(plan), name, namespace, labels, issuer, from, terms: plan.exposure.certificate ?? {} };
}

import { isHttp } from '../../core/application-protocol';
import { portsOfCall } from '../../core/call-ports';
import type { Edge } from '../../core/edge';
import type { Mesh } from '../../core/mesh';
import type { ServiceAccountReference } from '../../core/party';
import type { Port } from '../../core/port';
import type { Refusal } from '../../core/refusal';
import type { PodSet } from '../../core/workload';
import type { AuthorizationPolicySpec } from '../../kinds/istio';

/** Rules of an AuthorizationPolicy. */
export type CallerRules = NonNullable<NonNullable<AuthorizationPolicySpec>['rules']>;

/** The identity of a service account in a mesh, as its certificates name it. */
export function principal(mesh: Mesh, { namespace, name }: ServiceAccountReference): string {
  return `${mesh.trustDomain}/ns/${namespace}/sa/${name}`;
}

/** A port as the proxy sees it that holds a rule. */
export type SeenPort = (port: Port) => Port['port'];

/** A proxy at the pods themselves sees their own ports. */
const ofPods: SeenPort = ({ port }) => port;

/** Who may call a workload, one rule for each caller: by identity, to the call's ports, with the call's methods and paths. */
export function callerRules(mesh: Mesh, calls: readonly Edge[], seen: SeenPort = ofPods): CallerRules {
  return calls.flatMap((edge) => {
    const { caller, options: { methods, paths } = {} } = edge;
    if (caller.runsAs === undefined) return [];
    const operation = {
      ports: portsOfCall(edge).map((port) => String(seen(port))),
      ...(methods && { methods: [...methods] }),
      ...(paths && { paths: [...paths] }),
    };
    return [{ from: [{ source: { principals: [principal(mesh, caller.runsAs)] } }], to: [{ operation }] }];
  });
}

/** Whether a call says anything that only a proxy that looks into HTTP can hold. */
export function looksIntoHttp({ options: { methods, paths } = {} }: Edge): boolean {
  return methods !== undefined || paths !== undefined;
}

/** What is wrong with the callers of a workload in a mesh: somebody without identity, or HTTP where there is none. */
export function callerRefusals(workload: PodSet, calls: readonly Edge[]): Refusal[] {
  const speaksHttp = workload.ports.some(isHttp);
  return calls.flatMap((edge) => {
    const prop = `acceptsFrom('${edge.caller.name}')`;
    const unknown: Refusal = {
      prop,
      problem: 'is a caller without an identity, whom the mesh lets nobody tell from others',
      allowed: 'callers with a service account (runsAs)',
      fix: 'name its service account, or let it come in through a gateway of the mesh',
    };
    const opaque: Refusal = {
      prop,
      problem: 'limits methods or paths of a service that speaks no HTTP',
      allowed: "both for a callee with a port named 'http', 'http2' or 'grpc'",
      fix: 'name the port after its protocol, or leave methods and paths out',
    };
    return [
      ...(edge.caller.runsAs === undefined ? [unknown] : []),
      ...(looksIntoHttp(edge) && !speaksHttp ? [opaque] : []),
    ];
  });
}

import { hasToken } from '../token';
import { asData, asList, asText, listAt, textAt, textsAt } from '../data';
import type { Data } from '../data';
import { deployment, object, service, shop } from '../examples';
import { shortName, type RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import { ofEverything, type Found } from '../look';
import type { Rule } from '../rule';

const GATEWAY = 'gateway.networking.k8s.io';

const route = (name: string, path: string) =>
  object(`${GATEWAY}/v1 HTTPRoute`, name, {
    spec: {
      parentRefs: [{ name: 'public', namespace: 'gateway', sectionName: 'https' }],
      hostnames: ['api.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: path } }],
          backendRefs: [{ name: 'api', port: 80 }],
        },
      ],
    },
  });

const example = (path: string) => shop([deployment(), service(), route('api', '/'), route('users', path)]);

/** What answers for a host, as a text that is the same for whatever would take the same requests. */
interface Claim {
  readonly at: RenderedObject;
  readonly key: string;
  /** For people: `host 'api.example.com' with path '/'`. */
  readonly what: () => string;
}

/** Hosts that two answer for. */
export const hostClaimedTwice: Rule = {
  id: 'host-claimed-twice',
  title: 'A host and path leads to one place, and a host has one listener at a Gateway.',
  why: 'The older of the two wins, so which service answers changes when one of them is made anew. Nobody is told.',
  fix: 'give one of them another host or other paths',
  severity: 'error',
  bad: () => example('/'),
  good: () => example('/users'),
  check: ofEverything((rendering) => {
    const first = new Map<string, RenderedObject>();
    return claims(rendering).flatMap(({ at, key, what }): Found[] => {
      const other = first.get(key);
      if (other === undefined) first.set(key, at);
      if (other === undefined || other === at) return [];
      return [
        { at, message: `claims ${what()}, which ${shortName(other)} of namespace '${other.namespace}' has already` },
      ];
    });
  }),
};

/** How an object of a kind names hosts, and what it claims of them. */
interface Claimant {
  readonly at: RenderedObject;
  readonly hosts: (at: RenderedObject) => readonly string[];
  readonly claims: (at: RenderedObject) => readonly Claim[];
}

/** Every claim on a host that several objects name, as far as it is known before deployment. Most hosts are named once. */
function claims(rendering: Rendering): Claim[] {
  const claimants = [
    ...rendering.ofKind(GATEWAY, 'HTTPRoute').map((at) => ({ at, hosts: routeHosts, claims: routeClaims })),
    ...rendering
      .ofKind('networking.k8s.io', 'Ingress')
      .map((at) => ({ at, hosts: ingressHosts, claims: ingressClaims })),
    ...['Gateway', 'ListenerSet']
      .flatMap((kind) => rendering.ofKind(GATEWAY, kind))
      .map((at) => ({ at, hosts: listenerHosts, claims: listenerClaims })),
  ];
  const contested = contestedHosts(claimants);
  return claimants
    .filter(({ at, hosts }) => hosts(at).some((host) => contested.has(host)))
    .flatMap((one) => one.claims(one.at))
    .filter(({ key }) => !hasToken(key));
}

function contestedHosts(claimants: readonly Claimant[]): ReadonlySet<string> {
  const first = new Map<string, RenderedObject>();
  const contested = new Set<string>();
  for (const { at, hosts } of claimants)
    for (const host of hosts(at)) {
      const other = first.get(host);
      if (other === undefined) first.set(host, at);
      else if (other !== at) contested.add(host);
    }
  return contested;
}

function routeHosts({ spec }: RenderedObject): readonly string[] {
  return textsAt(spec, 'hostnames');
}

function ingressHosts({ spec }: RenderedObject): readonly string[] {
  return asList(spec['rules']).map(hostOf);
}

function listenerHosts({ spec }: RenderedObject): readonly string[] {
  return asList(spec['listeners']).map(hostnameOf);
}

/** Empty for every host. */
function hostOf(rule: Data): string {
  return asText(rule['host']) ?? '';
}

/** Empty for every host. */
function hostnameOf(listener: Data): string {
  return asText(listener['hostname']) ?? '';
}

/** Each parent with each host and each match. Headers, methods and queries tell requests apart as paths do. */
function routeClaims(at: RenderedObject): Claim[] {
  const { spec, namespace } = at;
  const parents = asList(spec['parentRefs']).map((parent) => [
    asText(parent['kind']) ?? 'Gateway',
    asText(parent['namespace']) ?? namespace,
    asText(parent['name']),
    asText(parent['sectionName']) ?? parent['port'] ?? '',
  ]);
  const matches = asList(spec['rules']).flatMap((rule) => {
    const written = asList(rule['matches']);
    return written.length > 0 ? written : [{}];
  });
  return parents.flatMap((parent) =>
    textsAt(spec, 'hostnames').flatMap((host) =>
      matches.map((match) => {
        const path = textAt(match, 'path', 'value') ?? '/';
        const key = JSON.stringify([
          'route',
          parent,
          host,
          textAt(match, 'path', 'type') ?? 'PathPrefix',
          path,
          rest(match),
        ]);
        return { at, key, what: () => pathOf(host, path) };
      }),
    ),
  );
}

function rest(match: Data): unknown {
  const { path: _path, ...others } = match;
  return others;
}

function ingressClaims(at: RenderedObject): Claim[] {
  const className = asText(at.spec['ingressClassName']) ?? '';
  return asList(at.spec['rules']).flatMap((rule) => {
    const host = hostOf(rule);
    return listAt(rule, 'http', 'paths').map((one) => {
      const path = asText(one['path']) ?? '/';
      const key = JSON.stringify(['ingress', className, host, asText(one['pathType']), path]);
      return { at, key, what: () => pathOf(host, path) };
    });
  });
}

/** Listeners of a Gateway, its own and those that are brought to it. */
function listenerClaims(at: RenderedObject): Claim[] {
  const parent = asData(at.spec['parentRef']);
  const gateway =
    at.kind === 'Gateway'
      ? [at.namespace, at.name]
      : [asText(parent['namespace']) ?? at.namespace, asText(parent['name'])];
  return asList(at.spec['listeners']).map((listener) => {
    const [host, port] = [hostnameOf(listener), listener['port']];
    const what = () => `host '${host}' at port ${String(port)} of Gateway ${gateway.join('/')}`;
    return { at, key: JSON.stringify(['listener', gateway, host, port]), what };
  });
}

function pathOf(host: string, path: string): string {
  return host === '' ? `path '${path}' of every host` : `host '${host}' with path '${path}'`;
}

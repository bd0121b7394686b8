import { reach, type CheckedObject } from 'seaworthy/checks';

/** A Deployment of pods `app: <name>` with one port. */
function pods(namespace: string, name: string, ports: readonly object[] = [{ name: 'http', containerPort: 8080 }]) {
  return object('apps/v1', 'Deployment', namespace, name, {
    selector: { matchLabels: { app: name } },
    template: { metadata: { labels: { app: name } }, spec: { containers: [{ name, ports }] } },
  });
}

function policy(namespace: string, name: string, spec: object): CheckedObject {
  return object('networking.k8s.io/v1', 'NetworkPolicy', namespace, name, spec);
}

const deny = (namespace: string) =>
  policy(namespace, 'default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });

function object(apiVersion: string, kind: string, namespace: string, name: string, spec: object): CheckedObject {
  return { path: `${namespace}/${name}`, manifest: { apiVersion, kind, metadata: { namespace, name }, spec } };
}

const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
const inNamespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});

/** `from -> to: ports` of every path. */
const paths = (...objects: readonly CheckedObject[]): string[] =>
  reach(objects).paths.map(({ from, to, ports }) => `${from} -> ${to}: ${ports}`);

const EVERY = 'SCTP all; TCP all; UDP all';

describe('reach', () => {
  test('pods that no policy selects reach everything, and everything reaches them', () => {
    expect(paths(pods('shop', 'web'), pods('shop', 'api'))).toEqual([
      `anywhere -> shop/api: ${EVERY}`,
      `anywhere -> shop/web: ${EVERY}`,
      `shop/api -> anywhere: ${EVERY}`,
      `shop/api -> shop/api: ${EVERY}`,
      `shop/api -> shop/web: ${EVERY}`,
      `shop/web -> anywhere: ${EVERY}`,
      `shop/web -> shop/api: ${EVERY}`,
      `shop/web -> shop/web: ${EVERY}`,
    ]);
  });

  test('a default deny closes everything', () => {
    expect(paths(pods('shop', 'web'), pods('shop', 'api'), deny('shop'))).toEqual([]);
  });

  test('a call is open when both ends let it through, on the ports that both name', () => {
    const out = policy('shop', 'web', {
      ...app('web'),
      policyTypes: ['Egress'],
      egress: [
        {
          to: [app('api')],
          ports: [
            { port: 8080, endPort: 8090 },
            { port: 53, protocol: 'UDP' },
          ],
        },
      ],
    });
    const into = policy('shop', 'api', {
      ...app('api'),
      ingress: [{ from: [app('web')], ports: [{ port: 8085, endPort: 9000 }] }],
    });
    const rest = [pods('shop', 'web'), pods('shop', 'api'), deny('shop')];
    expect(paths(...rest, out)).toEqual([]);
    expect(paths(...rest, into)).toEqual([]);
    expect(paths(...rest, out, into)).toEqual(['shop/web -> shop/api: TCP 8085-8090']);
  });

  test('a port by name is the one that the called pods give that name, of that protocol', () => {
    const ports = [
      { name: 'http', containerPort: 3000 },
      { name: 'dns', containerPort: 53, protocol: 'UDP' },
    ];
    const into = (port: object) =>
      policy('shop', 'api', { ...app('api'), ingress: [{ from: [app('web')], ports: [port] }] });
    const open = [pods('shop', 'web'), pods('shop', 'api', ports)];
    expect(paths(...open, into({ port: 'http' }))).toContain('shop/web -> shop/api: TCP 3000');
    expect(paths(...open, into({ port: 'dns', protocol: 'UDP' }))).toContain('shop/web -> shop/api: UDP 53');
    expect(paths(...open, into({ port: 'dns' })).filter((path) => path.startsWith('shop/web -> shop/api'))).toEqual([]);
  });

  test('a selector of pods alone means the namespace of the policy; with one of namespaces, pods of those', () => {
    const into = (...from: readonly object[]) => policy('shop', 'api', { ...app('api'), ingress: [{ from }] });
    const rest = [pods('shop', 'api'), pods('shop', 'web'), pods('edge', 'web')];
    const callers = (...from: readonly object[]) =>
      paths(...rest, into(...from))
        .filter((path) => path.includes('-> shop/api'))
        .map((path) => path.split(' ')[0]);
    expect(callers(app('web'))).toEqual(['shop/web']);
    expect(callers({ ...app('web'), ...inNamespace('edge') })).toEqual(['edge/web']);
    // two peers: each for itself
    expect(callers(app('web'), inNamespace('edge'))).toEqual(['edge/web', 'shop/web']);
    expect(callers({ ...app('web'), namespaceSelector: {} })).toEqual(['edge/web', 'shop/web', '{*}/app=web']);
  });

  test('namespaces are selected by the labels that they are rendered with', () => {
    const namespace = (name: string, labels: object): CheckedObject => ({
      path: name,
      manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } },
    });
    const into = policy('shop', 'api', {
      ...app('api'),
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { tier: 'edge' } } }] }],
    });
    const rest = [pods('shop', 'api'), pods('one', 'web'), pods('two', 'web'), namespace('one', { tier: 'edge' })];
    expect(paths(...rest, namespace('two', { tier: 'back' }), into)).toEqual(
      expect.arrayContaining([`one/web -> shop/api: ${EVERY}`]),
    );
    expect(paths(...rest, into)).not.toContain(`two/web -> shop/api: ${EVERY}`);
  });

  test('what nobody here makes is named as the policy names it', () => {
    const both = policy('shop', 'api', {
      ...app('api'),
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ ...app('gateway'), ...inNamespace('edge') }], ports: [{ port: 8080 }] }],
      egress: [
        { to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }], ports: [{ port: 5432 }] },
        { to: [], ports: [{ protocol: 'UDP' }] },
      ],
    });
    expect(paths(pods('shop', 'api'), both)).toEqual([
      'edge/app=gateway -> shop/api: TCP 8080',
      'shop/api -> 10.0.0.0/8 except 10.1.0.0/16: TCP 5432; UDP all',
      'shop/api -> anywhere: UDP all',
    ]);
  });

  test('pods on the network of their node are out of what policies say', () => {
    const agent = object('apps/v1', 'DaemonSet', 'shop', 'agent', {
      template: { metadata: { labels: { app: 'agent' } }, spec: { hostNetwork: true, containers: [] } },
    });
    expect(reach([agent, deny('shop')])).toEqual({ pods: [], paths: [] });
  });

  test('policies without types are about egress only where they have such rules', () => {
    const quiet = policy('shop', 'api', { ...app('api'), egress: [] });
    expect(paths(pods('shop', 'api'), quiet)).toEqual([`shop/api -> anywhere: ${EVERY}`]);
    const out = policy('shop', 'api', { ...app('api'), egress: [{ to: [app('api')] }] });
    expect(paths(pods('shop', 'api'), out)).toEqual([]);
  });
});

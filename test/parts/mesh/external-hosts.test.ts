import { Size, type Chart } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { External, PostgresEndpoint, RedisEndpoint, Worker, type CapabilitiesProps, type Party } from 'seaworthy';
import { objects, only, problems, type Rendered } from '../../rendering';

const APIS = ['networking.istio.io/v1', 'security.istio.io/v1', 'cilium.io/v2'];
const GATEWAY = { name: 'egress', namespace: 'istio-egress', podLabels: { istio: 'egress' } };
const CILIUM: CapabilitiesProps = { customResources: APIS, hostRules: 'cilium' };
const SIDECAR: CapabilitiesProps = {
  customResources: APIS,
  mesh: { mode: 'sidecar', egressGateway: GATEWAY },
  hostRules: 'istio',
};
const AMBIENT: CapabilitiesProps = { ...SIDECAR, mesh: { mode: 'ambient', egressGateway: GATEWAY } };

const SLACK = 'hooks.slack.com';

/** A worker that calls some parties. */
const calling =
  (...given: (Party | string)[]) =>
  (chart: Chart): void => {
    const callees = given.filter((one) => typeof one !== 'string');
    const [name = 'alerts'] = given.filter((one) => typeof one === 'string');
    const worker = new Worker(chart, name, {
      name,
      image: 'ghcr.io/acme/alerts:1.0.0',
      resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(64) },
      scale: { replicas: 2 },
      health: { probe: 'exec', readyCommand: ['/ready'], liveCommand: ['/alive'] },
    });
    for (const callee of callees) worker.calls(callee);
  };

const egressOf = (given: CapabilitiesProps, ...callees: Party[]) =>
  only('NetworkPolicy', calling(...callees), given).spec['egress'];
const DNS_PORTS = [
  { protocol: 'UDP', port: 53 },
  { protocol: 'TCP', port: 53 },
];

describe('hosts that are known by name alone', () => {
  test('Cilium allows exact names and wildcards on their ports, and sees the DNS of the workload', () => {
    const { metadata, spec } = only(
      'CiliumNetworkPolicy',
      calling(External.https(SLACK), External.https('*.pagerduty.com')),
      CILIUM,
    );
    expect(metadata).toMatchObject({ name: 'alerts-hosts', namespace: 'shop' });
    const toPorts = [{ ports: [{ port: '443', protocol: 'TCP' }] }];
    expect(spec).toEqual({
      endpointSelector: {
        matchLabels: { 'app.kubernetes.io/name': 'alerts' },
        matchExpressions: [{ key: 'network.seaworthy.dev/quarantine', operator: 'DoesNotExist' }],
      },
      egress: [
        {
          toEndpoints: [{ matchLabels: { 'k8s-app': 'kube-dns', 'k8s:io.kubernetes.pod.namespace': 'kube-system' } }],
          toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: '*' }] } }],
        },
        { toFQDNs: [{ matchName: SLACK }], toPorts },
        { toFQDNs: [{ matchPattern: '*.pagerduty.com' }], toPorts },
      ],
    });
  });

  test('the resolver may be an address for Cilium too', () => {
    const { spec } = only('CiliumNetworkPolicy', calling(External.https(SLACK)), {
      ...CILIUM,
      dns: [{ cidr: '169.254.20.10/32' }],
    });
    expect(spec['egress']?.[0]).toMatchObject({ toCIDR: ['169.254.20.10/32'] });
  });

  test('the NetworkPolicy beside Cilium opens neither the host nor DNS, which would hide the names from Cilium', () => {
    expect(egressOf(CILIUM, External.https(SLACK))).toEqual([]);
  });

  test('a workload that calls no such host has its DNS in the NetworkPolicy, and no other policy', () => {
    const fill = calling(External.https(SLACK, { cidrs: ['192.0.2.0/24'] }));
    expect(objects(fill, CILIUM).filter(({ kind }) => kind === 'CiliumNetworkPolicy')).toEqual([]);
    expect(only('NetworkPolicy', fill, CILIUM).spec['egress']).toContainEqual(
      expect.objectContaining({ ports: DNS_PORTS }),
    );
  });

  test('with sidecars they go through the egress gateway, in the TLS of the caller', () => {
    const found = objects(calling(External.https(SLACK)), SIDECAR).filter(
      ({ metadata }) => metadata.name === `alerts-${SLACK}`,
    );
    const spec = (kind: string) => found.find((object: Rendered) => object.kind === kind)?.spec;
    expect(spec('ServiceEntry')).toEqual({
      hosts: [SLACK],
      ports: [{ number: 443, name: 'https', protocol: 'TLS' }],
      location: 'MESH_EXTERNAL',
      resolution: 'DNS',
      exportTo: ['.', 'istio-egress'],
    });
    expect(spec('VirtualService')).toEqual({
      hosts: [SLACK],
      gateways: ['mesh', 'istio-egress/egress'],
      exportTo: ['.', 'istio-egress'],
      tls: [
        {
          match: [{ gateways: ['mesh'], port: 443, sniHosts: [SLACK] }],
          route: [{ destination: { host: 'egress.istio-egress.svc.cluster.local', port: { number: 443 } } }],
        },
        {
          match: [{ gateways: ['istio-egress/egress'], port: 443, sniHosts: [SLACK] }],
          route: [{ destination: { host: SLACK, port: { number: 443 } } }],
        },
      ],
    });
    expect(only('Sidecar', calling(External.https(SLACK)), SIDECAR).spec['egress']).toEqual([
      { hosts: [`./${SLACK}`, 'istio-egress/egress.istio-egress.svc.cluster.local', 'istio-system/*'] },
    ]);
  });

  test.each<[string, CapabilitiesProps, number]>([
    ['sidecars: its TLS port', SIDECAR, 443],
    ['ambient pods: their tunnel', AMBIENT, 15008],
  ])('the NetworkPolicy opens the egress gateway alone, for %s', (_title, given, port) => {
    expect(egressOf(given, External.https(SLACK))).toContainEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'istio-egress' } },
          podSelector: { matchLabels: { istio: 'egress' } },
        },
      ],
      ports: [{ protocol: 'TCP', port }],
    });
  });

  test('in ambient the egress waypoint holds them, for their caller alone', () => {
    const found = objects(calling(External.https(SLACK)), AMBIENT).filter(
      ({ metadata }) => metadata.name === `alerts-${SLACK}`,
    );
    expect(found.map(({ kind }) => kind)).toEqual(['ServiceEntry', 'AuthorizationPolicy']);
    expect(found[0]?.metadata.labels).toMatchObject({
      'istio.io/use-waypoint': 'egress',
      'istio.io/use-waypoint-namespace': 'istio-egress',
    });
    expect(found[1]?.spec).toEqual({
      targetRefs: [{ group: 'networking.istio.io', kind: 'ServiceEntry', name: `alerts-${SLACK}` }],
      action: 'ALLOW',
      rules: [{ from: [{ source: { principals: ['cluster.local/ns/shop/sa/alerts'] } }] }],
    });
  });

  test.each<[string, CapabilitiesProps | undefined]>([
    ['no environment is declared', undefined],
    ['nothing holds names', { networkPolicy: true }],
    [
      'the namespace is not in the mesh that does',
      { ...SIDECAR, mesh: { mode: 'sidecar', egressGateway: GATEWAY, namespaces: { shop: 'none' } } },
    ],
  ])('rejects them with both ways out where %s', (_title, given) => {
    const [found = '', ...others] = problems(calling(External.https(SLACK)), given);
    expect(others).toEqual([]);
    expect(found).toContain(`calls('${SLACK}') is known by its name alone`);
    expect(found).toContain(`declare hostRules, or name the addresses: External.https('${SLACK}', { cidrs: [...] })`);
  });

  test('rejects a wildcard where only exact names work', () => {
    expect(problems(calling(External.https('*.slack.com')), SIDECAR)).toEqual([
      expect.stringContaining("calls('*.slack.com') is a wildcard, and the egress gateway has to know the one host"),
    ]);
  });

  test('demands the definitions of Cilium', () => {
    expect(problems(calling(External.https(SLACK)), { hostRules: 'cilium' })).toEqual([
      expect.stringContaining(`calls('${SLACK}') needs the custom resources of cilium.io/v2`),
    ]);
  });
});

describe('hosts with addresses, in a mesh with sidecars', () => {
  const entry = (...callees: Party[]) => only('ServiceEntry', calling(...callees), SIDECAR).spec;

  test('a database is known by its addresses: its protocol does not say which host it is for', () => {
    const db = PostgresEndpoint.of({ name: 'db', host: 'db.example.com', cidrs: ['10.30.64.0/20'] });
    expect(entry(db)).toEqual({
      hosts: ['db.example.com'],
      addresses: ['10.30.64.0/20'],
      ports: [{ number: 5432, name: 'postgresql', protocol: 'TCP' }],
      location: 'MESH_EXTERNAL',
      resolution: 'NONE',
      exportTo: ['.'],
    });
  });

  test('TLS is known by its name, and does not go through the gateway', () => {
    expect(entry(External.https(SLACK, { cidrs: ['192.0.2.0/24'] }))).toMatchObject({
      hosts: [SLACK],
      resolution: 'DNS',
      exportTo: ['.'],
    });
  });

  test('two data stores of one host are one entry with both ports', () => {
    const place = { host: 'data.example.com', cidrs: ['10.30.64.0/20'] };
    const spec = entry(PostgresEndpoint.of({ name: 'db', ...place }), RedisEndpoint.of({ name: 'queue', ...place }));
    expect(spec['addresses']).toEqual(['10.30.64.0/20']);
    expect(spec['ports']).toEqual([
      { number: 5432, name: 'postgresql', protocol: 'TCP' },
      { number: 6379, name: 'redis', protocol: 'TCP' },
    ]);
  });

  test('what two workloads of a namespace call under one name, both of their entries say', () => {
    const place = { host: 'data.example.com', cidrs: ['10.30.64.0/20'] };
    const found = objects((chart) => {
      calling(PostgresEndpoint.of({ name: 'db', ...place }))(chart);
      calling(RedisEndpoint.of({ name: 'queue', ...place }), 'mailer')(chart);
    }, SIDECAR).filter(({ kind }) => kind === 'ServiceEntry');
    expect(found.map(({ metadata }) => metadata.name)).toEqual(['alerts-data.example.com', 'mailer-data.example.com']);
    expect(found[0]?.spec['ports']).toHaveLength(2);
    expect(found[1]?.spec).toEqual(found[0]?.spec);
  });

  test('an address in place of a name gets one that nothing resolves', () => {
    expect(entry(PostgresEndpoint.of({ name: 'db', host: '10.30.64.7', cidrs: ['10.30.64.7/32'] }))).toMatchObject({
      hosts: ['ip-10-30-64-7.external'],
      resolution: 'NONE',
    });
  });

  test('rejects somebody whom no name leads to', () => {
    const nameless: Party = { name: 'mainframe', peers: [{ cidr: '10.9.0.0/16' }], ports: [{ port: 2000 }] };
    expect(problems(calling(nameless), SIDECAR)).toEqual([
      expect.stringContaining("calls('mainframe') has no host name, and a proxy of the mesh lets nothing through"),
    ]);
  });
});

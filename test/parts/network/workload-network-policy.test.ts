import type { Chart } from 'cdk8s';
import { External, Graph, WorkloadNetworkPolicy, type CapabilitiesProps, type Port, type Workload } from 'seaworthy';
import { plainWorkload } from '../../plain-workload';
import { Construct } from 'constructs';
import { build, objects, only, problems } from '../../rendering';

const policy =
  (declare: (chart: Chart, cart: Workload) => void = () => undefined) =>
  (chart: Chart) => {
    const cart = plainWorkload('cart');
    new WorkloadNetworkPolicy(chart, 'Policy', { workload: cart });
    declare(chart, cart);
  };

const PORTS: readonly Port[] = [
  { name: 'metrics', port: 9090 },
  { port: 53 },
  { port: 53, protocol: 'UDP' },
  { name: 'diameter', port: 3868, protocol: 'SCTP' },
];

const DNS = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};

describe('WorkloadNetworkPolicy', () => {
  test('without a declared call nothing comes in, and only DNS goes out', () => {
    expect(only('NetworkPolicy', policy()).spec).toEqual({
      podSelector: {
        matchLabels: { app: 'cart' },
        matchExpressions: [{ key: 'network.seaworthy.dev/quarantine', operator: 'DoesNotExist' }],
      },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
      egress: [DNS],
    });
  });

  test('a call out is open to the callee on its ports alone', () => {
    const { spec } = only(
      'NetworkPolicy',
      policy((chart, cart) => {
        Graph.of(chart).add(cart, External.https('hooks.slack.com', { cidrs: ['192.0.2.0/24', '198.51.100.0/24'] }));
      }),
    );
    expect(spec.egress).toEqual([
      {
        to: [{ ipBlock: { cidr: '192.0.2.0/24' } }, { ipBlock: { cidr: '198.51.100.0/24' } }],
        ports: [{ protocol: 'TCP', port: 443 }],
      },
      DNS,
    ]);
    expect(spec.ingress).toEqual([]);
  });

  test('a call in is open from the caller on our ports alone, with namespace and pods in one peer', () => {
    const { spec } = only(
      'NetworkPolicy',
      policy((chart, cart) => {
        Graph.of(chart).add(External.pods('entry', { namespace: 'edge', podLabels: { app: 'gateway' } }), cart);
      }),
    );
    expect(spec.ingress).toEqual([
      {
        from: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } },
            podSelector: { matchLabels: { app: 'gateway' } },
          },
        ],
        ports: [{ protocol: 'TCP', port: 8080 }],
      },
    ]);
  });

  test('DNS is where the environment says: on a cluster whose resolver is no pod, an address', () => {
    const { spec } = only('NetworkPolicy', policy(), { dns: [{ cidr: '172.20.0.10/32' }] });
    expect(spec.egress?.[0]?.to).toEqual([{ ipBlock: { cidr: '172.20.0.10/32' } }]);
  });

  test('the DNS cache on each node is open beside the resolver, where the environment has one', () => {
    const dnsOf = (offers: CapabilitiesProps) => only('NetworkPolicy', policy(), offers).spec.egress?.[0]?.to;
    expect(dnsOf({ nodeLocalDns: '169.254.20.10' })).toEqual([...DNS.to, { ipBlock: { cidr: '169.254.20.10/32' } }]);
    expect(dnsOf({ nodeLocalDns: 'fd00::a' })).toEqual([...DNS.to, { ipBlock: { cidr: 'fd00::a/128' } }]);
  });

  test.each([
    ['by name', { ports: ['metrics'] }, [{ protocol: 'TCP', port: 9090 }]],
    ['by number, over every protocol', { ports: [53] }, ['TCP', 'UDP'].map((protocol) => ({ protocol, port: 53 }))],
    [
      'several',
      { ports: ['diameter', 9090] },
      [
        { protocol: 'TCP', port: 9090 },
        { protocol: 'SCTP', port: 3868 },
      ],
    ],
    [
      'all, where none is named',
      undefined,
      [
        { protocol: 'TCP', port: 9090 },
        { protocol: 'TCP', port: 53 },
        { protocol: 'UDP', port: 53 },
        { protocol: 'SCTP', port: 3868 },
      ],
    ],
  ])('a call opens the ports that it names at both ends: %s', (_how, options, ports) => {
    const rendered = objects((chart) => {
      const [cart, resolver] = [plainWorkload('cart'), { ...plainWorkload('resolver'), ports: PORTS }];
      for (const workload of [cart, resolver]) new WorkloadNetworkPolicy(chart, workload.name, { workload });
      Graph.of(chart).add(cart, resolver, options);
    });
    const [caller, callee] = rendered;
    expect(caller?.spec.egress?.[0]?.ports).toEqual(ports);
    expect(callee?.spec.ingress?.[0]?.ports).toEqual(ports);
  });

  test('a wide range leaves out link-local addresses and the metadata of instances, in both families', () => {
    const anywhere = External.addresses('webhooks', {
      cidrs: ['0.0.0.0/0', '::/0', 'fd00::/8', '10.0.0.0/8'],
      ports: [{ port: 443 }],
      reason: 'customers name the hosts',
    });
    const object = only(
      'NetworkPolicy',
      policy((chart, cart) => {
        Graph.of(chart).add(cart, anywhere);
      }),
    );
    expect(object.spec.egress?.[0]?.to).toEqual([
      { ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } },
      { ipBlock: { cidr: '::/0', except: ['fe80::/10', 'fd00:ec2::254/128'] } },
      { ipBlock: { cidr: 'fd00::/8', except: ['fd00:ec2::254/128'] } },
      { ipBlock: { cidr: '10.0.0.0/8' } },
    ]);
    expect(object.metadata).toMatchObject({
      annotations: { 'network.seaworthy.dev/whole-network': 'webhooks: customers name the hosts' },
    });
  });

  test('without such a range there is no annotation', () => {
    const hooks = External.addresses('control plane', { cidrs: ['10.0.4.0/24'] });
    const object = only(
      'NetworkPolicy',
      policy((chart, cart) => {
        Graph.of(chart).add(hooks, cart);
      }),
    );
    expect(object.metadata).not.toHaveProperty('annotations');
    expect(object.spec.ingress?.[0]?.from).toEqual([{ ipBlock: { cidr: '10.0.4.0/24' } }]);
  });

  test.each([
    [
      'a name that no port has',
      { ports: ['metrics', 'htpp'] },
      ".ports 'htpp' is no port that cart serves; allowed: 'http' 8080",
    ],
    ['a number', { ports: [9090] }, ".ports 9090 is no port that cart serves; allowed: 'http' 8080"],
    ['no port at all', { ports: [] }, ".ports is empty; allowed: 'http' 8080"],
  ])('rejects a call to a port that nobody serves: %s', (_what, options, message) => {
    const web = External.pods('web', { namespace: 'web', podLabels: { app: 'web' } });
    const told = problems(
      policy((chart, cart) => {
        Graph.of(chart).add(web, cart, options);
      }),
    );
    expect(told).toContainEqual(expect.stringContaining(`calls('cart') of web${message}`));
  });

  test('rejects a call into another environment, which is another App, at the caller', () => {
    const other = build((chart) => new Construct(chart, 'Api'), { kubernetes: '1.36' });
    const api = Object.assign(other.node.findChild('shop').node.findChild('Api'), plainWorkload('api'));
    const told = problems(
      policy((chart, cart) => {
        Graph.of(chart).add(cart, api);
      }),
    );
    expect(told).toEqual([
      "[] calls('api') of cart joins 'api' of the App of environment 'test' with an App; allowed: calls within one App, " +
        "which is one environment; build both in one App, or name 'api' by what the network sees of it: External.pods(...)",
    ]);
  });

  test('rejects a cluster that accepts policies without enforcing them', () => {
    expect(problems(policy(), { networkPolicy: false })).toEqual([
      expect.stringContaining('needs a network plug-in that enforces NetworkPolicy'),
    ]);
  });
});

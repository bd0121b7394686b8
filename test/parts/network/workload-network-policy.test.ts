import type { Chart } from 'cdk8s';
import { External, Graph, WorkloadNetworkPolicy, type Workload } from 'seaworthy';
import { plainWorkload } from '../../plain-workload';
import { only, problems } from '../../rendering';

const policy =
  (declare: (chart: Chart, cart: Workload) => void = () => undefined) =>
  (chart: Chart) => {
    const cart = plainWorkload('cart');
    new WorkloadNetworkPolicy(chart, 'Policy', { workload: cart });
    declare(chart, cart);
  };

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
      podSelector: { matchLabels: { app: 'cart' } },
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

  test('rejects a cluster that accepts policies without enforcing them', () => {
    expect(problems(policy(), { networkPolicy: false })).toEqual([
      expect.stringContaining('needs a network plug-in that enforces NetworkPolicy'),
    ]);
  });
});

import { messages, object, service } from '../objects';

describe('load-balancer-open-to-all', () => {
  const rule = 'load-balancer-open-to-all';
  const AWS = 'service.beta.kubernetes.io/aws-load-balancer';
  const balanced = (spec: object, annotations: object = {}) =>
    object(
      'v1',
      'Service',
      {},
      {
        metadata: { name: 'api', namespace: 'shop', annotations },
        spec: { type: 'LoadBalancer', selector: { app: 'api' }, ports: [{ port: 80 }], ...spec },
      },
    );

  test.each<[string, object, object, number]>([
    ['nothing is said', {}, {}, 1],
    ['everybody is meant', { loadBalancerSourceRanges: ['0.0.0.0/0'] }, {}, 0],
    ['the list of ranges is empty', { loadBalancerSourceRanges: [] }, {}, 1],
    ['ranges stand in an annotation', {}, { [`${AWS}-source-ranges`]: '10.0.0.0/8' }, 0],
    ['AWS is told to keep it internal', {}, { [`${AWS}-scheme`]: 'internal' }, 0],
    ['AWS is told to open it', {}, { [`${AWS}-scheme`]: 'internet-facing' }, 1],
    ['the older annotation of AWS keeps it internal', {}, { [`${AWS}-internal`]: 'true' }, 0],
    ['Google keeps it internal', {}, { 'networking.gke.io/load-balancer-type': 'Internal' }, 0],
    ['Azure keeps it internal', {}, { 'service.beta.kubernetes.io/azure-load-balancer-internal': 'true' }, 0],
    ['another controller makes it', { loadBalancerClass: 'tailscale' }, {}, 0],
    [
      "AWS's controller is told to open it",
      { loadBalancerClass: 'service.k8s.aws/nlb' },
      { [`${AWS}-scheme`]: 'internet-facing' },
      1,
    ],
  ])('when %s', (_title, spec, annotations, count) => {
    expect(messages(rule, balanced(spec, annotations))).toHaveLength(count);
  });

  test('does not ask Services of other types', () => {
    expect(messages(rule, service({}), service({ type: 'NodePort' }, { name: 'web' }))).toEqual([]);
  });
});

describe('ingress-without-tls', () => {
  const rule = 'ingress-without-tls';
  const ingress = (hosts: readonly (string | undefined)[], tls: readonly object[], annotations: object = {}) =>
    object(
      'networking.k8s.io/v1',
      'Ingress',
      {},
      {
        metadata: { name: 'api', namespace: 'shop', annotations },
        spec: { tls, rules: hosts.map((host) => ({ host })) },
      },
    );

  test.each<[string, ReturnType<typeof ingress>, string[]]>([
    ['a host of its own', ingress(['a.example.com'], [{ hosts: ['a.example.com'] }]), []],
    [
      'one of two hosts',
      ingress(['a.example.com', 'b.example.com'], [{ hosts: ['a.example.com'] }]),
      ['serves b.example.com without TLS'],
    ],
    ['a host below a star', ingress(['a.example.com'], [{ hosts: ['*.example.com'] }]), []],
    [
      'a host two labels below a star',
      ingress(['a.b.example.com'], [{ hosts: ['*.example.com'] }]),
      ['serves a.b.example.com without TLS'],
    ],
    ['a certificate for all', ingress(['a.example.com'], [{ secretName: 'tls' }]), []],
    ['every host', ingress([undefined], []), ['serves every host without TLS']],
    [
      'certificates of the load balancer',
      ingress(['a.example.com'], [], { 'alb.ingress.kubernetes.io/certificate-arn': 'arn:aws:acm:x' }),
      [],
    ],
  ])('judges %s', (_title, one, expected) => {
    expect(messages(rule, one)).toEqual(expected);
  });
});

describe('webhook-stops-cluster', () => {
  const rule = 'webhook-stops-cluster';
  const pods = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] };
  const webhook = (changes: object) =>
    object(
      'admissionregistration.k8s.io/v1',
      'MutatingWebhookConfiguration',
      { namespace: '' },
      { webhooks: [{ name: 'x.example.com', rules: [pods], ...changes }] },
    );

  test.each<[string, object, number]>([
    ['a webhook that says nothing, as Kubernetes fails then', {}, 1],
    ['one for everything', { rules: [{ ...pods, apiGroups: ['*'], resources: ['*/*'], operations: ['*'] }] }, 1],
    ['one that is not waited for', { failurePolicy: 'Ignore' }, 0],
    ['one for pods with a label', { objectSelector: { matchLabels: { mesh: 'on' } } }, 0],
    ['one with a condition', { matchConditions: [{ name: 'x', expression: 'true' }] }, 0],
    ['an empty selector, which leaves nothing out', { namespaceSelector: {} }, 1],
    ['one for its own kinds', { rules: [{ ...pods, apiGroups: ['cert-manager.io'], resources: ['*'] }] }, 0],
    ['one for changes alone', { rules: [{ ...pods, operations: ['UPDATE'] }] }, 0],
  ])('judges %s', (_title, changes, count) => {
    expect(messages(rule, webhook(changes))).toHaveLength(count);
  });
});

test('privilege-escalation-permission names the verbs', () => {
  const role = (...verbs: readonly string[]) =>
    object('rbac.authorization.k8s.io/v1', 'ClusterRole', { namespace: '' }, { rules: [{ resources: ['x'], verbs }] });
  expect(messages('privilege-escalation-permission', role('get', 'impersonate', 'bind'))).toEqual([
    'grants bind, impersonate',
  ]);
  expect(messages('privilege-escalation-permission', role('get', 'create'))).toEqual([]);
});

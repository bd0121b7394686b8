import { deployment, found, messages, namespaced, object, token } from '../objects';

const rule = 'missing-default-deny';
const policy = (spec: Record<string, unknown>, name = 'default-deny', namespace = 'shop') =>
  object('networking.k8s.io/v1', 'NetworkPolicy', { name, namespace }, { spec });
const deny = { podSelector: {}, policyTypes: ['Ingress', 'Egress'] };

test('accepts a namespace whose policy denies both ways', () => {
  expect(messages(rule, namespaced('shop'), deployment(), policy(deny))).toEqual([]);
  expect(messages(rule, deployment(), policy({ ...deny, ingress: [], egress: [] }))).toEqual([]);
});

test('accepts one policy for each way', () => {
  expect(
    messages(
      rule,
      deployment(),
      policy({ ...deny, policyTypes: ['Ingress'] }, 'in'),
      policy({ ...deny, policyTypes: ['Egress'] }, 'out'),
    ),
  ).toEqual([]);
});

test('rejects a namespace with pods and no such policy, at the namespace', () => {
  expect(found(rule, [deployment(), namespaced('shop')])).toMatchObject([
    {
      object: 'v1 Namespace shop',
      message: "namespace 'shop' has pods and no policy that denies all ingress and egress by default",
    },
  ]);
});

test('rejects it once, at its first workload, when the namespace is not rendered', () => {
  expect(found(rule, [deployment(), deployment({ name: 'web' })])).toMatchObject([{ path: 'app/api/Deployment' }]);
});

test.each([
  [{ ...deny, policyTypes: ['Ingress'] }, 'egress'],
  [{ ...deny, policyTypes: ['Egress'] }, 'ingress'],
  [{ ...deny, egress: [{}] }, 'egress'],
  [{ ...deny, ingress: [{ from: [] }] }, 'ingress'],
  [{ ...deny, podSelector: { matchLabels: { app: 'api' } } }, 'ingress and egress'],
])('rejects a policy that leaves something open: %j', (spec, open) => {
  expect(messages(rule, deployment(), policy(spec))).toEqual([
    `namespace 'shop' has pods and no policy that denies all ${open} by default`,
  ]);
});

test('rejects a policy of another namespace', () => {
  expect(messages(rule, deployment(), policy(deny, 'default-deny', 'other'))).toHaveLength(1);
});

test('leaves namespaces without pods alone', () => {
  expect(messages(rule, namespaced('empty'))).toEqual([]);
});

test('does not judge namespaces and policies that only a deployment knows', () => {
  expect(messages(rule, deployment(), policy({ ...deny, policyTypes: ['Ingress', token(1)] }))).toEqual([]);
  expect(messages(rule, deployment({ namespace: token(1) }))).toEqual([]);
  expect(messages(rule, deployment(), policy(deny, 'x', token(1)))).toEqual([]);
  expect(messages(rule, deployment(), object('networking.k8s.io/v1', 'NetworkPolicy', {}, { spec: token(1) }))).toEqual(
    [],
  );
});

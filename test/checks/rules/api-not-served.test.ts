import { deployment, found, object, token } from '../objects';

const cluster = (minor: number, ...customResources: string[]) => ({
  kubernetes: { minor },
  customResources: new Set(customResources),
});
const messages = (capabilities: ReturnType<typeof cluster> | undefined, ...objects: Parameters<typeof found>[1]) =>
  found('api-not-served', objects, capabilities).map(({ message }) => message);
const externalSecret = object('external-secrets.io/v1', 'ExternalSecret', {}, {});
const definition = (served?: boolean) =>
  object(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    { name: 'things.acme.dev', namespace: '' },
    {
      spec: { group: 'acme.dev', names: { kind: 'Thing' }, versions: [{ name: 'v1', served }] },
    },
  );

test('accepts what is built in, and custom resources that are declared', () => {
  expect(messages(cluster(36, 'external-secrets.io/v1'), deployment(), externalSecret)).toEqual([]);
});

test('rejects a custom resource that is not declared, with those that are', () => {
  expect(messages(cluster(36, 'keda.sh/v1alpha1', 'argoproj.io/v1alpha1'), externalSecret)).toEqual([
    'external-secrets.io/v1 is not among the custom resources that the cluster serves (argoproj.io/v1alpha1, keda.sh/v1alpha1)',
  ]);
});

test('rejects another version of a declared group', () => {
  expect(messages(cluster(36, 'external-secrets.io/v1beta1'), externalSecret)).toHaveLength(1);
});

test('accepts a kind whose definition is rendered too, unless that version is not served', () => {
  const thing = object('acme.dev/v1', 'Thing', {}, {});
  expect(messages(cluster(36), definition(), thing)).toEqual([]);
  expect(messages(cluster(36), definition(false), thing)).toHaveLength(1);
  expect(messages(cluster(36), definition(), object('acme.dev/v1', 'Other', {}, {}))).toHaveLength(1);
});

test('a group that looks like one of Kubernetes is a custom resource all the same', () => {
  expect(messages(cluster(36), object('gateway.networking.k8s.io/v1', 'HTTPRoute', {}, {}))).toHaveLength(1);
});

test('rejects built-in APIs that came later or are gone', () => {
  const policy = object('admissionregistration.k8s.io/v1', 'MutatingAdmissionPolicy', { namespace: '' }, {});
  expect(messages(cluster(35), policy)).toEqual([
    'admissionregistration.k8s.io/v1 MutatingAdmissionPolicy is served from Kubernetes 1.36, and the cluster is 1.35',
  ]);
  expect(messages(cluster(36), policy)).toEqual([]);
  const budget = object('policy/v1beta1', 'PodDisruptionBudget', {}, {});
  expect(messages(cluster(36), budget)).toEqual([
    'policy/v1beta1 PodDisruptionBudget is not served since Kubernetes 1.25, and the cluster is 1.36',
  ]);
  expect(messages(cluster(25), budget)).toHaveLength(1);
  expect(messages(cluster(24), budget)).toEqual([]);
});

test('is not checked where nothing is known of the cluster', () => {
  expect(messages(undefined, externalSecret)).toEqual([]);
});

test('does not judge what only a deployment knows', () => {
  expect(messages(cluster(36), object(token(1), 'Thing', {}, {}))).toEqual([]);
  expect(messages(cluster(36), object('acme.dev/v1', token(1), {}, {}))).toEqual([]);
});

import { CONTAINER, deployment, deploymentOf, found, messages, object, service, token } from '../objects';

const rule = 'service-port';

test('accepts a Service whose target port is a port of the pods it selects, by name or number', () => {
  expect(
    messages(
      rule,
      deployment(),
      service({
        ports: [
          { port: 80, targetPort: 'http' },
          { port: 81, targetPort: 3000 },
        ],
      }),
    ),
  ).toEqual([]);
});

test('rejects a Service that selects no pods', () => {
  expect(messages(rule, deployment(), service({ selector: { app: 'web', tier: 'x' } }))).toEqual([
    "selects no pods of namespace 'shop' by app=web,tier=x",
  ]);
});

test('rejects a Service whose pods are in another namespace', () => {
  expect(messages(rule, deployment({ namespace: 'other' }), service({}))).toHaveLength(1);
});

test('rejects a target port of a name that the pods do not have', () => {
  expect(messages(rule, deployment(), service({ ports: [{ port: 80, targetPort: 'web' }] }))).toEqual([
    "targets port 'web' (TCP), which Deployment api does not have; it has http 3000",
  ]);
});

test('warns of a number that the pods do not declare, because they may listen on it all the same', () => {
  expect(found(rule, [deployment(), service({ ports: [{ port: 80, targetPort: 9 }] })])).toMatchObject([
    {
      severity: 'warning',
      object: 'v1 Service shop/api',
      message: 'targets port 9 (TCP), which Deployment api does not have; it has http 3000',
    },
  ]);
});

test('a missing target port means the port itself', () => {
  expect(messages(rule, deployment(), service({ ports: [{ port: 3000 }] }))).toEqual([]);
  expect(messages(rule, deployment(), service({ ports: [{ port: 80 }] }))).toHaveLength(1);
});

test('rejects a port of another protocol', () => {
  expect(
    messages(rule, deployment(), service({ ports: [{ port: 80, targetPort: 'http', protocol: 'UDP' }] })),
  ).toHaveLength(1);
});

test('counts the ports of sidecars, and not those of other init containers', () => {
  const init = { name: 'mesh', image: 'm:1', ports: [{ name: 'mesh', containerPort: 15000 }] };
  const to = service({ ports: [{ port: 1, targetPort: 'mesh' }] });
  expect(
    messages(
      rule,
      deployment({ pod: { initContainers: [{ ...init, restartPolicy: 'Always' }], containers: [CONTAINER] } }),
      to,
    ),
  ).toEqual([]);
  expect(messages(rule, deployment({ pod: { initContainers: [init], containers: [CONTAINER] } }), to)).toHaveLength(1);
});

test('every workload that a Service selects must have the port', () => {
  const other = deployment({
    name: 'canary',
    labels: { app: 'api' },
    pod: { containers: [{ ...CONTAINER, ports: [] }] },
  });
  expect(messages(rule, deployment(), other, service({}))).toEqual([
    "targets port 'http' (TCP), which Deployment canary does not have; it has none",
  ]);
});

test('leaves alone Services that choose their ends otherwise', () => {
  expect(messages(rule, service({ selector: undefined }))).toEqual([]);
  expect(messages(rule, service({ type: 'ExternalName', externalName: 'db.example.com' }))).toEqual([]);
});

test('does not judge what only a deployment knows', () => {
  expect(messages(rule, deployment(), service({ ports: [{ port: token(1), targetPort: token(2) }] }))).toEqual([]);
  expect(messages(rule, deployment(), service({ selector: { app: token(1) } }))).toEqual([]);
  expect(
    messages(
      rule,
      deploymentOf({ ports: [{ name: 'http', containerPort: token(1) }] }),
      service({ ports: [{ port: 80, targetPort: 8080 }] }),
    ),
  ).toEqual([]);
  expect(messages(rule, deploymentOf({ ports: token(1) }), service({}))).toEqual([]);
  expect(messages(rule, object('apps/v1', 'Deployment', {}, { spec: { template: token(1) } }), service({}))).toEqual(
    [],
  );
  expect(messages(rule, deployment({ namespace: token(1) }), service({}, { namespace: token(1) }))).toEqual([]);
});

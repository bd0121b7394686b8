import type { check } from 'seaworthy/checks';
import { applyRules } from '../../../src/checks/apply-rules';
import { hostClaimedTwice } from '../../../src/checks/rules/host-claimed-twice';
import { Rendering } from '../../../src/checks/rendering';
import { object } from '../../../src/checks/examples';
import type { Data } from '../../../src/checks/data';

const GATEWAY = 'gateway.networking.k8s.io/v1';
const parentRefs = [{ name: 'public', namespace: 'gateway' }];
const route = (name: string, spec: Data, namespace = 'shop') =>
  object(
    `${GATEWAY} HTTPRoute`,
    name,
    { spec: { parentRefs, hostnames: ['api.example.com'], ...spec } },
    { namespace },
  );
const rules = (match: Data) => ({ rules: [{ matches: [match] }] });
const path = (value: string, type = 'PathPrefix') => ({ path: { type, value } });
const ingress = (name: string, className: string, host: string) =>
  object('networking.k8s.io/v1 Ingress', name, {
    spec: { ingressClassName: className, rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix' }] } }] },
  });
const listeners = (name: string, host: string, namespace: string) =>
  object(
    `${GATEWAY} ListenerSet`,
    name,
    { spec: { parentRef: { name: 'public', namespace: 'gateway' }, listeners: [{ hostname: host, port: 443 }] } },
    { namespace },
  );
const gateway = (host: string) =>
  object(
    `${GATEWAY} Gateway`,
    'public',
    { spec: { listeners: [{ hostname: host, port: 443 }] } },
    { namespace: 'gateway' },
  );

const found = (...objects: Parameters<typeof check>[0]['objects'][number][]): string[] =>
  applyRules([hostClaimedTwice], new Rendering({ objects })).map(
    ({ object: at, message }) => `${at.slice(at.lastIndexOf('/') + 1)} ${message}`,
  );

describe('host-claimed-twice', () => {
  test('two routes of two namespaces, the later one told, with the earlier one', () => {
    expect(found(route('a', rules(path('/'))), route('b', rules(path('/')), 'other'))).toEqual([
      "b claims host 'api.example.com' with path '/', which HTTPRoute a of namespace 'shop' has already",
    ]);
  });

  test('a route without matches has every path', () => {
    expect(found(route('a', { rules: [{}] }), route('b', rules(path('/'))))).toHaveLength(1);
  });

  test.each<[title: string, first: Data, second: Data]>([
    ['another path', rules(path('/')), rules(path('/users'))],
    ['an exact path beside a beginning', rules(path('/users')), rules(path('/users', 'Exact'))],
    ['another method', rules({ ...path('/'), method: 'GET' }), rules({ ...path('/'), method: 'POST' })],
    ['a header', rules(path('/')), rules({ ...path('/'), headers: [{ name: 'x', value: 'y' }] })],
    ['another host', rules(path('/')), { ...rules(path('/')), hostnames: ['www.example.com'] }],
    [
      'another listener',
      rules(path('/')),
      { ...rules(path('/')), parentRefs: [{ name: 'public', sectionName: 'http' }] },
    ],
  ])('%s is no conflict', (_title, first, second) => {
    expect(found(route('a', first), route('b', second))).toEqual([]);
  });

  test('two Ingresses of one class; of two classes they are two entries', () => {
    expect(found(ingress('a', 'alb', 'x.example.com'), ingress('b', 'alb', 'x.example.com'))).toHaveLength(1);
    expect(found(ingress('a', 'alb', 'x.example.com'), ingress('b', 'internal', 'x.example.com'))).toEqual([]);
  });

  test('two who bring a listener of one host to a Gateway, or one that the Gateway has itself', () => {
    expect(found(listeners('a', 'x.example.com', 'shop'), listeners('b', 'x.example.com', 'other'))).toEqual([
      "b claims host 'x.example.com' at port 443 of Gateway gateway/public, which ListenerSet a of namespace 'shop' has already",
    ]);
    expect(found(gateway('x.example.com'), listeners('b', 'x.example.com', 'other'))).toHaveLength(1);
    expect(found(gateway('*.example.com'), listeners('b', 'x.example.com', 'other'))).toEqual([]);
  });

  test('what only a deployment knows is not judged', () => {
    const token = 'pulumi-output-0a1b2c-00000001-x';
    expect(found(ingress('a', 'alb', token), ingress('b', 'alb', token))).toEqual([]);
  });
});

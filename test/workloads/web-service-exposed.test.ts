import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { WebService, type Entry, type WebServiceProps } from 'seaworthy';
import { ENVOY, LOAD_BALANCER, offering } from '../parts/network/entries';
import { build, objects, only, problems } from '../rendering';

const exposedAt = { hosts: ['api.example.com'] };
const service = (given: Partial<WebServiceProps>) => ({
  image: 'ghcr.io/acme/shop:1.0.0',
  port: 8080,
  resources: { cpu: Cpu.millis(250), memory: Size.mebibytes(256) },
  scale: { replicas: 2 },
  ...given,
});
const fill =
  (given: Partial<WebServiceProps>) =>
  (chart: ConstructorParameters<typeof WebService>[0]): void => {
    new WebService(chart, 'api', service(given));
  };
const one = (kind: string, given: Partial<WebServiceProps>, entry: Entry = ENVOY) =>
  only(kind, fill(given), offering(entry));

describe('a WebService that is exposed', () => {
  test('leads the host to its Service, and lets the pods of the entry in at its port', () => {
    expect(one('HTTPRoute', { exposedAt, servicePort: 8000 }).spec).toMatchObject({
      hostnames: ['api.example.com'],
      rules: [{ backendRefs: [{ name: 'shop-api', port: 8000 }] }],
    });
    expect(one('NetworkPolicy', { exposedAt }).spec.ingress).toEqual([
      {
        from: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway' } },
            podSelector: { matchLabels: { app: 'envoy' } },
          },
        ],
        ports: [{ protocol: 'TCP', port: 8080 }],
      },
    ]);
  });

  test('has a route of its own among its parts', () => {
    const app = build((chart) => {
      const { entry } = new WebService(chart, 'api', service({ exposedAt }));
      expect(entry?.route?.kind).toBe('HTTPRoute');
      expect(new WebService(chart, 'other', service({})).entry).toBeUndefined();
    }, offering(ENVOY));
    expect(app.node.findAll().length).toBeGreaterThan(0);
  });

  test('the same service is behind a load balancer of AWS where the environment says so', () => {
    expect(objects(fill({ exposedAt }), offering(LOAD_BALANCER)).map(({ kind }) => kind)).toContain('Ingress');
    const { annotations } = one('Ingress', { exposedAt }, LOAD_BALANCER).metadata as {
      annotations?: Record<string, string>;
    };
    expect(annotations?.['alb.ingress.kubernetes.io/healthcheck-path']).toBe('/readyz');
    expect(one('NetworkPolicy', { exposedAt }, LOAD_BALANCER).spec.ingress).toMatchObject([
      { from: [{ ipBlock: { cidr: '10.0.0.0/20' } }] },
    ]);
  });

  test('behind a load balancer of AWS a pod goes on serving until it is forgotten there, with its requests', () => {
    const behind = (given: Partial<WebServiceProps>) => {
      const { spec } = one('Deployment', { exposedAt, ...given }, LOAD_BALANCER).spec.template as unknown as {
        spec: { terminationGracePeriodSeconds: number; containers: { lifecycle: unknown }[] };
      };
      const { annotations } = one('Ingress', { exposedAt, ...given }, LOAD_BALANCER).metadata as {
        annotations?: Record<string, string>;
      };
      return [
        spec.containers[0]?.lifecycle,
        spec.terminationGracePeriodSeconds,
        annotations?.['alb.ingress.kubernetes.io/target-group-attributes'],
      ];
    };
    const sleep = (seconds: number) => ({ preStop: { sleep: { seconds } } });
    // 20 seconds of deregistration, 20 for requests, a margin of 5
    expect(behind({})).toEqual([sleep(20), 45, 'deregistration_delay.timeout_seconds=20']);
    expect(behind({ shutdown: { loadBalancerDeregistration: Duration.seconds(60) } })).toEqual([
      sleep(60),
      85,
      'deregistration_delay.timeout_seconds=60',
    ]);
  });

  test('a request may take as long as a pod that ends finishes requests', () => {
    const timeouts = (given: Partial<WebServiceProps>) =>
      one('HTTPRoute', { exposedAt, ...given }).spec.rules?.[0]?.timeouts;
    expect(timeouts({})).toEqual({ request: '20s' });
    expect(timeouts({ shutdown: { longestRequest: Duration.seconds(90) } })).toEqual({ request: '1m30s' });
    expect(timeouts({ exposedAt: { ...exposedAt, timeout: Duration.seconds(5) } })).toEqual({ request: '5s' });
  });

  test('rejects a request that may take longer than that', () => {
    const given = { exposedAt: { ...exposedAt, timeout: Duration.seconds(21) } };
    expect(problems(fill(given), offering(ENVOY))).toEqual([
      "[shop/api] exposedAt.timeout '21s' is more than a pod that ends has for its requests (shutdown.drain, 20s); allowed: at most 20s; shorten it, or raise shutdown.longestRequest to it",
    ]);
  });

  test('rejects an exposure without hosts, in JavaScript, before anything is rendered', () => {
    const given = { exposedAt: { host: 'api.example.com' } } as unknown as Partial<WebServiceProps>;
    expect(() => objects(fill(given), offering(ENVOY))).toThrow('exposedAt.hosts is missing');
  });
});

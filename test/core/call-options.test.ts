import { Duration, Size, type Chart } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { External, Graph, WebService, type CallOptions } from 'seaworthy';
import { problems } from '../rendering';

const PAYMENTS = External.https('payments.example.com', { cidrs: ['192.0.2.0/24'] });

function service(chart: Chart, id: string): WebService {
  return new WebService(chart, id, {
    image: `ghcr.io/acme/${id}:1.0.0`,
    port: 8080,
    resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(64) },
    scale: { replicas: 2 },
  });
}

/** What is refused of one call's options. */
const refusals = (options: CallOptions): string[] =>
  problems((chart) => {
    service(chart, 'web').calls(PAYMENTS, options);
  });

const seconds = (amount: number): Duration => Duration.seconds(amount);
const millis = (amount: number): Duration => Duration.millis(amount);

describe('the options of a call', () => {
  test('all of them together are taken, where they fit', () => {
    const options: CallOptions = {
      timeout: seconds(5),
      retries: { attempts: 2, perTry: seconds(1), backoff: millis(100), on: ['unavailable'], methods: ['GET'] },
      methods: ['GET', 'POST'],
      paths: ['/v1/orders', '/v1/orders/*', '/*', '/'],
    };
    expect(refusals(options)).toEqual([]);
  });

  test.each<[string, CallOptions, string]>([
    ['a timeout of zero, which routers read as for ever', { timeout: seconds(0) }, "timeout '0ms' is no time at all"],
    ['a fraction of a millisecond', { timeout: millis(0.5) }, 'no whole number of milliseconds'],
    ['no try', { timeout: seconds(1), retries: { attempts: 0 } }, 'retries.attempts 0 is no number of tries'],
    ['a try and a half', { timeout: seconds(1), retries: { attempts: 1.5 } }, 'retries.attempts 1.5 is no number'],
    ['more tries than anybody waits for', { timeout: seconds(60), retries: { attempts: 11 } }, 'from 1 to 10'],
    ['retries without an end', { retries: { attempts: 1 } }, 'repeats a try that nothing ends'],
    [
      'a retry on POST',
      { timeout: seconds(2), methods: ['GET', 'POST'], retries: { attempts: 1 } },
      "methods 'POST' is not idempotent, and would be repeated; allowed: GET, HEAD, OPTIONS, PUT, DELETE; name those that are repeated in calls('payments.example.com').retries.methods",
    ],
    [
      'a retry on PATCH by name',
      { timeout: seconds(2), retries: { attempts: 1, methods: ['PATCH'] } },
      "retries.methods 'PATCH' is not idempotent",
    ],
    [
      'a retry of what is not called',
      { timeout: seconds(2), methods: ['GET'], retries: { attempts: 1, methods: ['PUT'] } },
      "retries.methods 'PUT' is no method of the call; allowed: GET",
    ],
    [
      // 3 tries of 1 s, and at most 25 ms and 75 ms between them
      'tries that do not fit into the timeout',
      { timeout: seconds(3), retries: { attempts: 2, perTry: seconds(1) } },
      "timeout '3000ms' is too short for 3 tries of 1000ms and 100ms between them; allowed: 3100ms or more",
    ],
    [
      'waits that leave nothing for the tries',
      { timeout: millis(25), retries: { attempts: 1 } },
      'is too short for 2 tries with 25ms between them; allowed: 27ms or more',
    ],
    ['an empty list of methods', { methods: [] }, 'methods is empty'],
    ['a method twice', { methods: ['GET', 'GET'] }, "methods 'GET' is there twice"],
    ['an empty list of paths', { paths: [] }, 'paths is empty'],
    ['a path with a query', { paths: ['/v1?all=1'] }, "paths '/v1?all=1' is no path"],
    ['a path that leads up', { paths: ['/v1/../admin'] }, 'is no path'],
    ['a path with a hidden slash', { paths: ['/v1%2Fadmin'] }, 'is no path'],
    ['a path without its start', { paths: ['v1'] }, 'is no path'],
    ['a star in the middle', { paths: ['/v1/*/lines'] }, 'is no path'],
  ])('rejects %s', (_title, options, problem) => {
    const [first = '', ...others] = refusals(options);
    expect(others).toEqual([]);
    expect(first).toContain("[shop/web] calls('payments.example.com').");
    expect(first).toContain(problem);
  });

  test('rejects an option that is not known, and a value of another type, where it is written', () => {
    const wrong: unknown = { timout: seconds(1), timeout: 5, methods: ['get'] };
    expect(() => refusals(wrong as CallOptions)).toThrow(
      /timout is not known[^]*timeout is a number|timeout is a number[^]*timout is not known/,
    );
    expect(() => refusals(wrong as CallOptions)).toThrow("methods[0] 'get' is not known");
  });

  test('a try may end as early as the timeout leaves time for all of them', () => {
    expect(refusals({ timeout: millis(3100), retries: { attempts: 2, perTry: seconds(1) } })).toEqual([]);
  });

  test('a call may get its options at either declaration, but not two of them', () => {
    problems((chart) => {
      const [web, api] = [service(chart, 'web'), service(chart, 'api')];
      api.acceptsFrom(web);
      web.calls(api, { timeout: seconds(1) });
      web.calls(api, { timeout: seconds(1) });
      web.calls(api);
      expect(Graph.of(chart).edges).toEqual([{ caller: web, callee: api, options: { timeout: seconds(1) } }]);
      expect(() => {
        web.calls(api, { timeout: seconds(2) });
      }).toThrow("calls('shop-api') of shop-web: is declared twice with different options");
    });
  });
});

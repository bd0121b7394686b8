import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import fc from 'fast-check';
import { External, Graph, WebService, type CallOptions, type Party } from 'seaworthy';
import { problems } from '../rendering';

const seconds = (amount: number): Duration => Duration.seconds(amount);
const millis = (amount: number): Duration => Duration.millis(amount);

/** Refusals of calls between services `a` to `z`, each written as two letters. */
const refusals = (calls: Readonly<Record<string, CallOptions>>): string[] =>
  problems((chart) => {
    const services = new Map<string, WebService>();
    const service = (id: string): WebService => {
      const made =
        services.get(id) ??
        new WebService(chart, id, {
          name: id,
          image: `ghcr.io/acme/${id}:1.0.0`,
          port: 8080,
          resources: { cpu: Cpu.millis(100), memory: Size.mebibytes(64) },
          scale: { replicas: 2 },
        });
      services.set(id, made);
      return made;
    };
    for (const [ends, options] of Object.entries(calls))
      service(ends.charAt(0)).calls(service(ends.charAt(1)), options);
  });

describe('timeouts along a chain of calls', () => {
  test('a caller may wait exactly as long as its callee does', () => {
    expect(refusals({ ab: { timeout: seconds(2) }, bc: { timeout: seconds(2) } })).toEqual([]);
  });

  test('rejects a caller that gives up before its callee does, with the chain and both ways out', () => {
    expect(refusals({ ab: { timeout: seconds(1) }, bc: { timeout: seconds(2) } })).toEqual([
      "[shop/a] calls('b').timeout '1000ms' is shorter than the chain a -> b -> c: b may wait 2000ms for c, and nobody would be left to hear the answer; allowed: 2000ms or more; raise it, or shorten the timeout of calls('c') of b",
    ]);
  });

  test('calls without a timeout are part of the chain', () => {
    expect(refusals({ ab: { timeout: seconds(1) }, bc: {}, cd: {}, de: { timeout: seconds(3) } })).toEqual([
      expect.stringContaining('the chain a -> b -> c -> d -> e: d may wait 3000ms for e'),
    ]);
  });

  test('a callee is waited for as often as it is tried: 3 tries of 2 s, and 100 ms between them', () => {
    const tried = (timeout: number): CallOptions => ({ timeout: millis(timeout), retries: { attempts: 2 } });
    expect(refusals({ ab: tried(6100), bc: { timeout: seconds(2) } })).toEqual([]);
    expect(refusals({ ab: tried(6000), bc: { timeout: seconds(2) } })).toEqual([
      expect.stringContaining("timeout '6000ms' is shorter than the chain a -> b -> c"),
    ]);
    expect(refusals({ ab: tried(6000), bc: { timeout: seconds(2) } })[0]).toContain(
      'allowed: 6100ms or more (3 tries of 2000ms and 100ms between them)',
    );
  });

  test('a callee waits for all its own tries: 2 tries of 1 s, and 25 ms between them', () => {
    const perTry: CallOptions = { retries: { attempts: 1, perTry: seconds(1) } };
    expect(refusals({ ab: { timeout: millis(2025) }, bc: perTry })).toEqual([]);
    expect(refusals({ ab: { timeout: millis(2024) }, bc: perTry })[0]).toContain('b may wait 2025ms for c');
  });

  test('where the timeout is long enough, it is the single try that is too short', () => {
    const impatient: CallOptions = { timeout: seconds(60), retries: { attempts: 1, perTry: seconds(1) } };
    expect(refusals({ ab: impatient, bc: { timeout: seconds(2) } })).toEqual([
      expect.stringContaining("calls('b').retries.perTry '1000ms' is shorter than the chain a -> b -> c"),
    ]);
  });

  test('services may call each other, as long as nobody waits longer than who waits for him', () => {
    expect(refusals({ ab: { timeout: seconds(2) }, ba: { timeout: seconds(2) } })).toEqual([]);
    expect(refusals({ ab: { timeout: seconds(2) }, ba: {} })).toEqual([]);
    expect(refusals({ ab: { timeout: seconds(2) }, ba: { timeout: seconds(3) } })).toHaveLength(1);
  });

  test('rejects the chain of a caller that is no construct, by its name', () => {
    const found = problems((chart) => {
      const [gateway, api, db] = ['gateway', 'api', 'db'].map((name) =>
        External.https(name, { cidrs: ['192.0.2.0/24'] }),
      );
      if (!gateway || !api || !db) throw new Error('three parties');
      Graph.of(chart).add(gateway, api, { timeout: seconds(1) });
      Graph.of(chart).add(api, db, { timeout: seconds(2) });
    });
    expect(found).toEqual([expect.stringContaining("[] calls('api') of gateway.timeout '1000ms' is shorter")]);
  });

  test('over any graph, exactly those calls are refused that some walk of calls outlasts', () => {
    const call = fc.record({
      caller: fc.nat(6),
      callee: fc.nat(6),
      timeout: fc.option(fc.integer({ min: 100, max: 400 }), { nil: undefined }),
      attempts: fc.constantFrom(0, 0, 1),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(call, { selector: ({ caller, callee }) => caller * 10 + callee, maxLength: 18 }),
        (calls) => {
          const app = new App();
          new Chart(app, 'shop');
          const parties: Party[] = Array.from({ length: 7 }, (_, index) =>
            External.https(`p${index}`, { cidrs: ['192.0.2.0/24'] }),
          );
          for (const { caller, callee, timeout, attempts } of calls) {
            const [from, to] = [parties[caller], parties[callee]];
            if (!from || !to) throw new Error('seven parties');
            const options: CallOptions =
              timeout === undefined ? {} : { timeout: millis(timeout), ...(attempts > 0 && { retries: { attempts } }) };
            Graph.of(app).add(from, to, options);
          }
          // by definition: from the callee on, over calls without a timeout, to each one with a timeout
          const outlasted = (start: number, limit: number, seen: ReadonlySet<number>): boolean =>
            calls
              .filter(({ caller }) => caller === start)
              .some(({ callee, timeout }) =>
                timeout === undefined
                  ? !seen.has(callee) && outlasted(callee, limit, new Set([...seen, callee]))
                  : timeout > limit,
              );
          const expected = calls
            .filter(({ callee, timeout, attempts }) => {
              if (timeout === undefined) return false;
              // one more try halves what is left after the wait of 25 ms
              const perTry = attempts === 0 ? timeout : Math.floor((timeout - 25) / 2);
              return outlasted(callee, perTry, new Set([callee]));
            })
            .map(({ caller, callee }) => `calls('p${callee}') of p${caller}`);
          const found = app.node.validate().map((message) => message.split('.')[0]);
          expect([...found].sort()).toEqual([...expected].sort());
        },
      ),
    );
  });
});

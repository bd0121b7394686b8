import { App } from 'cdk8s';
import fc from 'fast-check';
import { ClaimedHosts, type HostClaim } from '../../src/core/claimed-hosts';

const claims = fc.array(
  fc.record({
    entry: fc.constantFrom('public', 'internal'),
    host: fc.constantFrom('a.example.com', 'b.example.com'),
    paths: fc.uniqueArray(fc.constantFrom('/', '/a', '/b'), { minLength: 1 }),
    namespace: fc.constantFrom('shop', 'mail'),
    sharedWith: fc.constantFrom<HostClaim['sharedWith']>('nobody', 'namespace', 'anybody'),
  }),
  { maxLength: 8 },
);

/** Two claims that cannot both hold: one path, or a host that the later one may not share with the earlier one. */
function collide(later: HostClaim, earlier: HostClaim): boolean {
  if (later.entry !== earlier.entry || later.host !== earlier.host) return false;
  if (later.paths.some((path) => earlier.paths.includes(path)) || later.sharedWith === 'nobody') return true;
  return later.sharedWith === 'namespace' && later.namespace !== earlier.namespace;
}

describe('claimed hosts', () => {
  test('a claim is refused once for every earlier one that it collides with, which is named', () => {
    fc.assert(
      fc.property(claims, (given) => {
        const register = ClaimedHosts.of(new App());
        const all = given.map((claim, index) => ({ ...claim, name: `n${index}`, by: `app/${index}` }));
        const firsts = all.map((claim) => register.claim(claim));
        all.forEach((claim, index) => {
          const earlier = all.slice(0, index).filter((other) => collide(claim, other));
          const told = register.refusals('hosts', claim).map(({ problem }) => /\[(.*)\]/.exec(problem)?.[1]);
          expect(told).toEqual(earlier.map(({ by }) => by));
          const owner = all.find(
            ({ entry, host, namespace }) =>
              entry === claim.entry && host === claim.host && namespace === claim.namespace,
          );
          expect(firsts[index]).toBe(owner);
        });
      }),
    );
  });

  test('each App has its own', () => {
    const [one, other] = [new App(), new App()];
    expect(ClaimedHosts.of(one)).toBe(ClaimedHosts.of(one));
    expect(ClaimedHosts.of(one)).not.toBe(ClaimedHosts.of(other));
  });
});

import { render } from 'seaworthy/synth';
import { compose } from '../../systems/compose';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { SYSTEM_NAMES } from '../../systems/systems';

describe('composition', () => {
  test.each(ENVIRONMENT_NAMES)('every system renders for %s, the same twice', (environment) => {
    const rendered = () => JSON.stringify(render(compose({ environment, systems: SYSTEM_NAMES, now: new Date() })));
    expect(rendered()).toBe(rendered());
  });

  test.each(SYSTEM_NAMES)('charts of %s are named after it, so that its objects are found in a stack', (system) => {
    const others = SYSTEM_NAMES.filter((name) => name !== system);
    for (const environment of ENVIRONMENT_NAMES)
      for (const { node } of compose({ environment, systems: [system], now: new Date() }).node.children) {
        expect(`${node.id}-`).toMatch(new RegExp(`^${system}-`));
        expect(others.filter((name) => `${node.id}-`.startsWith(`${name}-`))).toEqual([]);
      }
  });

  test('overrides win over the environment', () => {
    const objects = render(
      compose({
        environment: 'dev',
        systems: ['feature-api'],
        now: new Date(),
        overrides: { 'feature-api': { image: 'ghcr.io/acme/feature-api:2.0.0' } },
      }),
    );
    expect(JSON.stringify(objects)).toContain('ghcr.io/acme/feature-api:2.0.0');
  });

  test('rejects wrong settings all at once, each with its path, its layer and the fix', () => {
    const overrides = {
      'feature-api': {
        image: 'ghcr.io/acme/feature-api:latest',
        port: 0,
        scale: { kind: 'automatic', min: 5, max: 3, cpu: 70, memory: 80, requestsPerSecond: 100 },
        resources: { cpu: 'much', memroy: '1Gi' },
        secrets: { JWT_SECRET: { key: '' } },
      },
    };
    const make = () => compose({ environment: 'prod', systems: ['feature-api'], now: new Date(), overrides });
    expect(make).toThrow(/^6 problems in the settings:/);
    expect(make).toThrow(
      /feature-api\.image 'ghcr.io\/acme\/feature-api:latest' is pinned to 'latest'.*\(in overrides\)/,
    );
    expect(make).toThrow(/feature-api\.port 0 .*1 to 65535/);
    expect(make).toThrow(/feature-api\.scale\.min 5 is more than max \(3\)/);
    expect(make).toThrow(/feature-api\.resources\.cpu 'much' is not an amount of CPU/);
    expect(make).toThrow(/feature-api\.resources\.memroy .*did you mean 'memory'\?/);
    expect(make).toThrow(/feature-api\.secrets\.JWT_SECRET\.key is empty/);
  });

  test('no system is built when none is asked for', () => {
    expect(render(compose({ environment: 'dev', systems: [], now: new Date() }))).toEqual([]);
  });
});

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { render } from 'seaworthy/synth';
import { buildExample, CONSTRUCTS, exampleNames } from '../../commands/docs/construct-pages';
import { compose } from '../../systems/compose';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { SYSTEM_NAMES } from '../../systems/systems';
import { ROOT } from '../architecture/source-files';
import { everyOption, WORKLOADS } from '../workloads/all-workloads';

/** What the models' validators say of manifests. */
function validated(manifests: readonly object[]): string[] {
  const validator = join(__dirname, 'validate.mjs');
  return JSON.parse(
    execFileSync(process.execPath, [validator], { input: JSON.stringify(manifests), encoding: 'utf8' }),
  ) as string[];
}

describe('the models of Kubernetes and its operators', () => {
  test.each(ENVIRONMENT_NAMES)('accept every object of every system in %s', (environment) => {
    const manifests = render(compose({ environment, systems: SYSTEM_NAMES, now: new Date() }));
    expect(manifests.length).toBeGreaterThan(0);
    expect(validated(manifests)).toEqual([]);
  });

  test('accept every object of every page of a construct', () => {
    const names = exampleNames(ROOT);
    const manifests = names.flatMap((name) => {
      const app = new App();
      buildExample(app, name, jest.requireActual(join(ROOT, CONSTRUCTS, name)));
      return render(app);
    });
    expect(manifests.length).toBeGreaterThan(names.length);
    expect(validated(manifests)).toEqual([]);
  });

  test.each(WORKLOADS)('accept a %s that uses every option of its pods', (_name, _kind, _path, make) => {
    const app = new App();
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    make(everyOption(chart))(chart);
    // what it refers to is elsewhere
    expect(validated(render(app, { checks: false }))).toEqual([]);
  });

  test('refuse what they should: the judge is awake', () => {
    const wrong = [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'a' },
        spec: { replicas: 'many', selector: {}, template: {} },
      },
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'SecretStore',
        metadata: { name: 'b' },
        spec: { provider: { aws: { service: 'Drawer', region: 'x' } } },
      },
    ];
    expect(validated(wrong)).toEqual([
      expect.stringContaining('Deployment/a'),
      expect.stringContaining('SecretStore/b'),
    ]);
  });
});

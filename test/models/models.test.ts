import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { render } from 'seaworthy/synth';
import { compose } from '../../systems/compose';
import { ENVIRONMENT_NAMES } from '../../systems/environments';
import { SYSTEM_NAMES } from '../../systems/systems';

/** What the models' validators say of manifests. */
function validated(manifests: readonly object[]): string[] {
  const validator = join(__dirname, 'validate.mjs');
  return JSON.parse(
    execFileSync(process.execPath, [validator], { input: JSON.stringify(manifests), encoding: 'utf8' }),
  ) as string[];
}

describe('the models of Kubernetes and its operators', () => {
  test.each(ENVIRONMENT_NAMES)('accept every object of every system in %s', (environment) => {
    const manifests = render(compose({ environment, systems: SYSTEM_NAMES }));
    expect(manifests.length).toBeGreaterThan(0);
    expect(validated(manifests)).toEqual([]);
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

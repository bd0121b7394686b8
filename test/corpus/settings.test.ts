import fc from 'fast-check';
import { SettingsError } from 'seaworthy/settings';
import { render } from 'seaworthy/synth';
import { compose } from '../../systems/compose';
import { readConfig } from '../../systems/config';
import { ACCEPTED, REFUSED } from './settings-cases';
import { CONFIG_REFUSED } from './config-cases';
import { expectRefusal, refusalOf } from './refusal-table';
import { expectSound } from './sound-manifest';

const composed = (layer: unknown) =>
  compose({ environment: 'dev', systems: ['feature-api'], now: new Date(), overrides: { 'feature-api': layer } });

describe('settings', () => {
  test.each(REFUSED)('rejects %s', (_title, layer, ...wanted) => {
    expectRefusal(
      refusalOf(() => composed(layer)),
      ...wanted,
    );
  });

  test.each(ACCEPTED)('takes %s', (_title, layer) => {
    expectSound(render(composed(layer)));
  });

  test('whatever is written, it is rendered or refused as settings', () => {
    const odd = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: true,
    });
    const name = fc.constantFrom(
      'image',
      'port',
      'resources',
      'scale',
      'health',
      'hosts',
      'database',
      'secrets',
      'toString',
    );
    fc.assert(
      fc.property(fc.oneof(odd, fc.dictionary(fc.oneof(name, fc.string()), odd)), (layer) => {
        let app;
        try {
          app = composed(layer);
        } catch (error) {
          expect(error).toBeInstanceOf(SettingsError);
          return;
        }
        expectSound(render(app));
      }),
      { numRuns: 300 },
    );
  });
});

describe('the configuration of a stack', () => {
  test.each(CONFIG_REFUSED)('rejects %s', (_title, texts, ...wanted) => {
    expectRefusal(
      refusalOf(() => readConfig(texts, 'Pulumi.dev.yaml')),
      ...wanted,
    );
  });

  test('whatever texts it has, it is read or refused as settings', () => {
    const key = fc.oneof(
      fc.constantFrom('environment', 'systems', 'overrides', 'kubeconfig', '__proto__'),
      fc.string(),
    );
    const text = fc.oneof(fc.string(), fc.json(), fc.constantFrom('dev', '["feature-api"]', '{"feature-api":{}}'));
    fc.assert(
      fc.property(fc.dictionary(key, text), (texts) => {
        try {
          readConfig(texts, 'Pulumi.dev.yaml');
        } catch (error) {
          expect(error).toBeInstanceOf(SettingsError);
        }
      }),
    );
  });
});

import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import fc from 'fast-check';
import { AwsSecretStore, Percent, SecretRef, WebService, type WebServiceProps } from 'seaworthy';
import { render, SynthesisError } from 'seaworthy/synth';
import { expectRefusal, refusalOf } from './refusal-table';
import { expectSound } from './sound-manifest';
import { ACCEPTED, REFUSED, type Props } from './web-service-cases';

const REQUIRED: WebServiceProps = {
  image: 'ghcr.io/acme/shop:1.0.0',
  port: 8080,
  resources: { cpu: Cpu.millis(250), memory: Size.mebibytes(256) },
  scale: { replicas: 2 },
};

function rendered(props: Props) {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  // what a caller in JavaScript may write: no type holds it
  const written: WebServiceProps = { ...REQUIRED, ...props };
  new AwsSecretStore(chart, 'store', { name: 'store', namespace: 'shop', region: 'eu-west-1' });
  new WebService(chart, 'api', written);
  return render(app);
}

test.each(REFUSED)('rejects %s', (_title, props, ...wanted) => {
  const message = refusalOf(() => rendered(props));
  expectRefusal(message, ...wanted);
  expect(message).toContain('[shop/api');
});

test.each(ACCEPTED)('takes %s', (_title, props) => {
  expectSound(rendered(props));
});

/** A refusal tells its construct and the fix; anything else that is thrown is a crash. */
function expectRefused(error: unknown): void {
  const told =
    error instanceof SynthesisError || (error instanceof TypeError && error.message.startsWith('[shop/api]: '));
  if (!told) throw error;
  for (const line of error.message.split('\n')) expect(line).not.toMatch(/ undefined |\[object /);
}

test('whatever props it gets, they are rendered as sound manifests or refused', () => {
  const odd = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true });
  const span = fc
    .oneof(fc.double(), fc.nat())
    .filter((n) => !(n < 0))
    .map((n) => Duration.millis(n));
  const bytes = fc
    .oneof(fc.double(), fc.nat())
    .filter((n) => !(n < 0))
    .map((n) => Size.mebibytes(n));
  const cores = fc.oneof(fc.double(), fc.nat()).map((n) => Cpu.millis(n));
  const count = fc.oneof(fc.double(), fc.integer());
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }));
  const use = fc.double({ min: 0, max: 100, noNaN: true }).map((n) => Percent.of(n));
  const maybe = <T>(of: fc.Arbitrary<T>) => fc.oneof({ weight: 6, arbitrary: of }, { weight: 1, arbitrary: odd });
  const props = fc.record(
    {
      image: maybe(text),
      port: maybe(count),
      servicePort: maybe(count),
      name: maybe(text),
      namespace: maybe(text),
      partOf: maybe(text),
      args: maybe(fc.array(maybe(text))),
      environment: maybe(fc.dictionary(text, maybe(text))),
      secrets: maybe(fc.array(maybe(fc.tuple(text, text, text).map((parts) => SecretRef.env(...parts))))),
      secretStore: maybe(fc.record({ kind: fc.constant('SecretStore'), name: maybe(text) })),
      resources: maybe(fc.record({ cpu: maybe(cores), memory: maybe(bytes), memoryLimit: maybe(bytes) })),
      scale: maybe(
        fc.oneof(
          fc.record({ replicas: maybe(count) }),
          fc.record({ min: maybe(count), max: maybe(count), cpu: maybe(use), requestsPerSecond: maybe(count) }),
        ),
      ),
      health: maybe(fc.record({ readyPath: maybe(text), startsWithin: maybe(span) }, { requiredKeys: [] })),
      shutdown: maybe(fc.record({ drain: maybe(span), gracePeriod: maybe(span) }, { requiredKeys: [] })),
      writablePaths: maybe(fc.array(maybe(fc.record({ path: text, sizeLimit: maybe(bytes) })))),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(props, (written) => {
      let manifests;
      try {
        manifests = rendered(written);
      } catch (error) {
        expectRefused(error);
        return;
      }
      expectSound(manifests);
    }),
    { numRuns: 500 },
  );
});

test('whatever text an environment variable has, the manifest holds it as it is', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }).filter((text) => !/[\0\p{Cs}]/u.test(text)),
      (text) => {
        const manifests = rendered({ environment: { A: text } });
        expectSound(manifests);
        expect(JSON.stringify(manifests)).toContain(JSON.stringify({ name: 'A', value: text }));
      },
    ),
  );
});

import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import fc from 'fast-check';
import { Migration, OneOffJob, Percent, ScheduledJob, SecretRef, StatefulService, WebService, Worker } from 'seaworthy';
import { render, SynthesisError } from 'seaworthy/synth';
import { POD } from '../workloads/all-workloads';
import { expectSound } from './sound-manifest';

type AnyWorkload = new (scope: Chart, id: string, props: object) => unknown;

const odd = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.oneof({ weight: 8, arbitrary: of }, { weight: 1, arbitrary: odd });
const some = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => maybe(fc.record(model, { requiredKeys: [] }));
const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }));
const folder = fc.oneof(text, fc.constantFrom('/tmp', '/etc/app', '/var/lib/app', '/var-lib/app'));
const file = fc.oneof(text, fc.constantFrom('app.yaml', 'ca.crt'));
const count = fc.oneof(fc.nat({ max: 100 }), fc.double(), fc.integer());
const nonNegative = fc.oneof(fc.double(), fc.nat()).filter((n) => !(n < 0));
const span = nonNegative.map((n) => Duration.millis(n));
const bytes = nonNegative.map((n) => Size.mebibytes(n));
const cores = nonNegative.map((n) => Cpu.millis(n));
const texts = maybe(fc.array(maybe(text), { maxLength: 3 }));
const list = <T>(of: fc.Arbitrary<T>) => maybe(fc.array(maybe(of), { maxLength: 2 }));

const health = maybe(
  fc.oneof(
    some({ readyPath: text, livePath: text, startsWithin: span, tolerates: span, sameProbe: text }),
    some({ probe: fc.constant('grpc'), readyService: text, liveService: text }),
    some({ probe: fc.constant('exec'), readyCommand: texts, liveCommand: texts }),
    some({ probe: fc.constantFrom('tcp', 'none', 'udp'), because: text }),
  ),
);
const writablePaths = list(
  some({
    path: folder,
    sizeLimit: bytes,
    keptOn: maybe(fc.constantFrom('disk', 'memory', 'volume')),
    storageClass: text,
  }),
);
const extra = {
  name: maybe(fc.constantFrom('proxy', 'app', 'A')),
  image: fc.constant(POD.image),
  resources: fc.constant(POD.resources),
  command: texts,
  environment: maybe(fc.dictionary(text, maybe(text))),
  secretVariables: texts,
  writablePaths,
  sharedPaths: list(folder),
};
const shutdown = some({
  endpointRemoval: span,
  loadBalancerDeregistration: span,
  preStopSleep: span,
  drain: span,
  longestRequest: span,
  meshDrain: span,
  gracePeriod: span,
});
const pods = some({
  resources: some({ cpu: cores, memory: bytes }),
  name: maybe(text),
  command: texts,
  user: maybe(count),
  imagePullSecrets: texts,
  secrets: list(fc.tuple(text, text).map(([variable, key]) => SecretRef.env(variable, key))),
  configFiles: list(some({ directory: folder, files: maybe(fc.dictionary(file, maybe(text), { maxKeys: 3 })) })),
  projectedFiles: list(
    some({
      directory: folder,
      files: list(
        fc.oneof(
          some({ file, secret: text, key: text }),
          some({ file, configMap: text, key: text }),
          some({ file, field: text }),
        ),
      ),
    }),
  ),
  serviceAccountTokens: list(some({ audience: text, expiresIn: span, directory: folder })),
  writablePaths,
  initContainers: list(fc.record(extra, { requiredKeys: ['image', 'resources'] })),
  sidecars: list(fc.record({ ...extra, port: count, health }, { requiredKeys: ['image', 'resources'] })),
  placement: some({
    nodeLabels: maybe(fc.dictionary(text, maybe(text))),
    preferredNodeLabels: maybe(fc.dictionary(text, maybe(text))),
    architectures: list(fc.constantFrom('amd64', 'arm64', 'riscv')),
    tolerations: list(some({ key: text, value: text, effect: fc.constantFrom('NoSchedule', 'Never') })),
    overZones: maybe(fc.constantFrom('soft', 'hard', 'off')),
    priorityClass: text,
  }),
});
const limits = { deadline: span, retries: count, fatalExitCodes: list(count), keptFor: span, shutdown };
const amount = fc.oneof(
  count,
  fc.double({ min: 0, max: 100, noNaN: true }).map((n) => Percent.of(n)),
);
const rollout = some({ maxSurge: amount, maxUnavailable: amount, minReady: span, progressDeadline: span });
const scale = some({ replicas: count });

const KINDS: readonly [name: string, construct: unknown, required: object, own: fc.Arbitrary<unknown>][] = [
  [
    'WebService',
    WebService,
    { port: 80, scale: { replicas: 2 } },
    some({ port: count, health, shutdown, rollout, scale }),
  ],
  [
    'Worker',
    Worker,
    { scale: { replicas: 2 }, health: { probe: 'tcp' } },
    some({ health, shutdown, rollout, metricsPort: count, healthPort: count }),
  ],
  [
    'ScheduledJob',
    ScheduledJob,
    { schedule: '@daily' },
    some({
      ...limits,
      schedule: text,
      timeZone: text,
      concurrencyPolicy: fc.constantFrom('Forbid', 'Allow', 'Never'),
      startingDeadline: span,
      successfulRunsKept: count,
      suspended: fc.boolean(),
    }),
  ],
  ['OneOffJob', OneOffJob, {}, some(limits)],
  [
    'Migration',
    Migration,
    { change: 'a', phase: 'expand', release: '1' },
    some({
      ...limits,
      change: text,
      phase: fc.constantFrom('expand', 'never'),
      release: text,
      argoCd: some({ wave: count }),
    }),
  ],
  [
    'StatefulService',
    StatefulService,
    { port: 80, replicas: 2, volumes: [{ path: '/data', size: Size.gibibytes(1) }] },
    some({
      replicas: count,
      volumes: list(some({ path: folder, size: bytes, storageClass: text })),
      volumeRetention: some({ whenDeleted: fc.constantFrom('Retain', 'Keep') }),
      minReady: span,
      health,
      shutdown,
    }),
  ],
];

/** A refusal tells its construct and the fix; anything else that is thrown is a crash. */
function expectRefused(error: unknown): void {
  const told =
    error instanceof SynthesisError || (error instanceof TypeError && error.message.startsWith('[shop/api]: '));
  if (!told) throw error;
  for (const line of error.message.split('\n')) expect(line).not.toMatch(/ undefined |\[object /);
}

test.each(KINDS)(
  'whatever a %s is given, it is rendered as sound manifests or refused',
  (_name, construct, required, own) => {
    fc.assert(
      fc.property(pods, own, (common, further) => {
        const app = new App();
        const chart = new Chart(app, 'shop', { namespace: 'shop' });
        const secretStore = { kind: 'SecretStore', name: 'store' };
        const written = { ...POD, secretStore, ...required, ...(common as object), ...(further as object) };
        try {
          // what a caller in JavaScript may write: no type holds it
          new (construct as AnyWorkload)(chart, 'api', written);
          expectSound(render(app, { checks: false }));
        } catch (error) {
          expectRefused(error);
        }
      }),
      { numRuns: 300 },
    );
  },
);

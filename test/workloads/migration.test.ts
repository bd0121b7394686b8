import { ApiObject, Duration, type Chart } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { Migration, WebService, type MigrationProps } from 'seaworthy';
import { render } from 'seaworthy/synth';
import { build, objects, only, problems } from '../rendering';
import { POD } from './all-workloads';

const api = (chart: Chart) => new WebService(chart, 'api', { ...POD, port: 8080, scale: { replicas: 2 } });
const migration =
  (props: Partial<MigrationProps> = {}, id = 'migration') =>
  (chart: Chart) =>
    new Migration(chart, id, { ...POD, change: 'totals', phase: 'expand', release: '1.5.0', ...props });
/** `kind/name` of everything in the order in which it is applied. */
const order = (fill: (chart: Chart) => void) =>
  render(build(fill)).map(({ kind, metadata }) => `${kind}/${metadata.name}`);

describe('Migration', () => {
  test('one pod at a time, a quarter of an hour, three retries', () => {
    expect(only('Job', migration()).spec).toMatchObject({
      completions: 1,
      parallelism: 1,
      podReplacementPolicy: 'Failed',
      activeDeadlineSeconds: 900,
      backoffLimit: 3,
      ttlSecondsAfterFinished: 3 * 24 * 3600,
    });
    expect(only('Job', migration({ phase: 'enforce' })).spec.activeDeadlineSeconds).toBe(900);
  });

  test('a backfill has twelve hours, and what is written holds for every phase', () => {
    expect(only('Job', migration({ phase: 'backfill' })).spec.activeDeadlineSeconds).toBe(12 * 3600);
    const deadline = Duration.minutes(1);
    expect(only('Job', migration({ phase: 'backfill', deadline })).spec.activeDeadlineSeconds).toBe(60);
  });

  test('what it is before waits for it: also a Deployment of somebody else', () => {
    const applied = order((chart) => {
      const plain = new Deployment(chart, 'plain', { metadata: { name: 'plain' }, containers: [{ image: 'a:1' }] });
      migration({ before: [api(chart), plain] })(chart);
    });
    const done = applied.indexOf('Job/shop-migration');
    expect(done).toBeGreaterThan(applied.indexOf('NetworkPolicy/shop-migration'));
    expect(done).toBeLessThan(applied.indexOf('Deployment/shop-api'));
    expect(done).toBeLessThan(applied.indexOf('Deployment/plain'));
  });

  test('phases of one change run in their order, however they are declared', () => {
    const applied = order((chart) => {
      migration({ phase: 'enforce', release: '1.6.0' }, 'third')(chart);
      migration({ phase: 'expand', release: '1.4.0' }, 'first')(chart);
      migration({ phase: 'backfill' }, 'second')(chart);
    });
    expect(applied.filter((object) => object.startsWith('Job/'))).toEqual([
      'Job/shop-first',
      'Job/shop-second',
      'Job/shop-third',
    ]);
  });

  test('phases of different changes do not wait for each other', () => {
    const applied = order((chart) => {
      migration({ phase: 'enforce', change: 'old' }, 'old')(chart);
      migration({ phase: 'expand' }, 'new')(chart);
    });
    expect(applied.filter((object) => object.startsWith('Job/'))).toEqual(['Job/shop-old', 'Job/shop-new']);
  });

  test('Argo CD gets no annotations unless it is asked for', () => {
    for (const { metadata } of objects(migration())) expect(metadata).not.toHaveProperty('annotations');
  });

  test('for Argo CD the Job is a hook of its wave, what it needs comes before, what waits comes after', () => {
    const rendered = objects((chart) => {
      migration({ before: [api(chart)], argoCd: {} })(chart);
    });
    const annotationsOf = (kind: string, name: string) =>
      (rendered.find((object) => object.kind === kind && object.metadata.name === name)?.metadata ?? {}) as {
        annotations?: Record<string, string>;
      };
    expect(annotationsOf('Job', 'shop-migration').annotations).toEqual({
      'argocd.argoproj.io/hook': 'Sync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
      'argocd.argoproj.io/sync-wave': '1',
    });
    expect(annotationsOf('ServiceAccount', 'shop-migration').annotations).toBeUndefined();
    for (const kind of ['Deployment', 'Service', 'PodDisruptionBudget'])
      expect(annotationsOf(kind, 'shop-api').annotations).toEqual({ 'argocd.argoproj.io/sync-wave': '2' });
  });

  test('what is added to a waiting construct after the migration was made is in its wave, too', () => {
    const late = (chart: Chart) => {
      const waiting = new Construct(chart, 'waiting');
      migration({ before: [waiting], argoCd: {} })(chart);
      new ApiObject(waiting, 'late', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late' } });
    };
    const waveOf = (rendered: readonly { readonly kind: string }[]) =>
      rendered.find(({ kind }) => kind === 'ConfigMap');
    const inWave = { metadata: { annotations: { 'argocd.argoproj.io/sync-wave': '2' } } };
    expect(waveOf(render(build(late)))).toMatchObject(inWave);
    // stock synthesis validates before it renders, as ours does
    const [chart] = build(late).charts;
    expect(waveOf(chart?.toJson() as { kind: string }[])).toMatchObject(inWave);
  });

  test('a later wave that somebody else chose stays', () => {
    const rendered = build((chart) => {
      const waiting = new ApiObject(chart, 'late', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late' } });
      migration({ before: [waiting], argoCd: {} })(chart);
      waiting.metadata.addAnnotation('argocd.argoproj.io/sync-wave', '7');
    });
    expect(render(rendered).find(({ kind }) => kind === 'ConfigMap')).toMatchObject({
      metadata: { annotations: { 'argocd.argoproj.io/sync-wave': '7' } },
    });
  });

  test('the wave is chosen', () => {
    const job = only('Job', migration({ argoCd: { wave: 5 } }));
    expect(job.metadata).toMatchObject({ annotations: { 'argocd.argoproj.io/sync-wave': '5' } });
  });

  test.each(['expand', 'backfill'] as const)('rejects an enforce in the release of its %s', (phase) => {
    const found = problems((chart) => {
      migration({ phase: 'enforce' }, 'enforce')(chart);
      migration({ phase }, 'early')(chart);
    });
    expect(found).toEqual([
      expect.stringContaining(
        `[shop/enforce] release '1.5.0' is not after the release of the ${phase} of 'totals' (shop/early, '1.5.0'): pods of the old code run meanwhile`,
      ),
    ]);
  });

  test('takes an enforce in a later release, and one of another change', () => {
    const found = problems((chart) => {
      migration({ phase: 'expand' }, 'expand')(chart);
      migration({ phase: 'enforce', release: '1.6.0' }, 'enforce')(chart);
      migration({ phase: 'enforce', change: 'other' }, 'other')(chart);
    });
    expect(found).toEqual([]);
  });

  test.each([
    ['1.5.0', '1.5.0', 1],
    ['v1.5.0', '1.5.0', 1],
    [' 1.5.0', '1.5.0', 1],
    ['1.5', '1.5.0', 1],
    ['1.4.9', '1.5.0', 1],
    ['1.9.0', '1.10.0', 1],
    ['1.10.0', '1.9.0', 0],
    ['2', '1.9.9', 0],
    ['spring', 'winter', 0],
    ['spring', 'spring ', 1],
    // what is no number is not judged by its order
    ['1.5.0-rc1', '1.5.0', 0],
  ])('an enforce in %p after an expand in %p: %d problems', (release, expand, count) => {
    const found = problems((chart) => {
      migration({ phase: 'expand', release: expand }, 'expand')(chart);
      migration({ phase: 'enforce', release }, 'enforce')(chart);
    });
    expect(found).toHaveLength(count);
  });

  test('rejects phases of one change in one wave, which Argo CD runs at once, however they are declared', () => {
    const phases = (backfill: MigrationProps['argoCd']) =>
      problems((chart) => {
        migration({ phase: 'backfill', argoCd: backfill }, 'backfill')(chart);
        migration({ phase: 'expand', argoCd: { wave: 2 } }, 'expand')(chart);
        migration({ phase: 'expand', change: 'other', argoCd: { wave: 2 } }, 'other')(chart);
      });
    expect(phases({ wave: 2 })).toEqual([
      "[shop/backfill] argoCd.wave 2 is not after the wave of the expand of 'totals' (shop/expand, 2): Argo CD would run both at once; allowed: 3 or more; raise it",
    ]);
    expect(phases({})).toHaveLength(1);
    expect(phases({ wave: 3 })).toEqual([]);
    // Pulumi orders them without waves
    expect(phases(undefined)).toEqual([]);
  });

  test('what waits for several migrations is in the wave after the last of them', () => {
    const rendered = objects((chart) => {
      const waiting = api(chart);
      migration({ change: 'a', before: [waiting], argoCd: { wave: 4 } }, 'a')(chart);
      migration({ change: 'b', before: [waiting], argoCd: {} }, 'b')(chart);
    });
    expect(rendered.find(({ kind }) => kind === 'Deployment')?.metadata).toMatchObject({
      annotations: { 'argocd.argoproj.io/sync-wave': '5' },
    });
  });

  const refused: [title: string, props: Partial<MigrationProps>, message: string][] = [
    ['a change without a name', { change: ' ' }, 'change is empty'],
    ['no release', { release: '' }, 'release is empty'],
    ['a wave before what it needs', { argoCd: { wave: 0 } }, 'argoCd.wave 0 is not a wave after that'],
  ];

  test.each(refused)('rejects %s', (_title, props, message) => {
    expect(problems(migration(props))).toEqual([expect.stringContaining(message)]);
  });

  test('rejects a workload by its name, before anything is built', () => {
    const written = { before: ['api'] } as unknown as Partial<MigrationProps>;
    expect(() => objects(migration(written))).toThrow('before[0] is a text; allowed: a construct');
  });
});

import { compareManifests, type Manifest } from 'seaworthy/synth';
import { object, template, workload } from './objects';

const only = (before: Manifest, after: Manifest) => {
  const [change, ...others] = compareManifests([before], [after]);
  expect(others).toEqual([]);
  if (change === undefined) throw new Error('nothing changed');
  return change;
};

const told = (before: readonly Manifest[], after: readonly Manifest[]) =>
  compareManifests(before, after).map(({ kind, object: words }) => `${kind} ${words}`);

describe('objects', () => {
  test('are matched by group, kind, namespace and name, whatever their order', () => {
    const [a, b] = [object('v1/ConfigMap', {}, 'a'), object('v1/ConfigMap', {}, 'b')];
    expect(told([a, b], [b, a])).toEqual([]);
    expect(told([a], [b])).toEqual(['removed ConfigMap shop/a', 'added ConfigMap shop/b']);
    expect(told([a], [object('v1/ConfigMap', {}, 'a', 'other')])).toEqual([
      'added ConfigMap other/a',
      'removed ConfigMap shop/a',
    ]);
  });

  test('of another version of their group are the same objects', () => {
    const change = only(
      object('autoscaling/v1/HorizontalPodAutoscaler'),
      object('autoscaling/v2/HorizontalPodAutoscaler'),
    );
    expect(change.changes).toMatchObject([
      { field: 'apiVersion', before: 'autoscaling/v1', after: 'autoscaling/v2', kind: 'changed' },
    ]);
  });

  test('of the cluster have no namespace, also kinds that the caller names', () => {
    const issuer = (namespace: string) => object('example.com/v1/Fleet', {}, 'main', namespace);
    const spaces = [object('v1/Namespace', {}, 'shop', 'one'), object('v1/Namespace', {}, 'shop', 'two')] as const;
    expect(compareManifests([spaces[0]], [spaces[1]])).toMatchObject([{ kind: 'changed', object: 'Namespace shop' }]);
    expect(told([issuer('one')], [issuer('two')])).toHaveLength(2);
    const changes = compareManifests([issuer('one')], [issuer('two')], { clusterScoped: ['example.com/Fleet'] });
    expect(changes).toMatchObject([{ kind: 'changed', object: 'example.com Fleet main' }]);
  });

  test('are told in one order: those of the cluster first, then by namespace, group, kind and name', () => {
    const objects = [
      object('v1/ConfigMap', {}, 'b'),
      object('apps/v1/Deployment', {}, 'a'),
      object('v1/Namespace', {}, 'zoo'),
      object('v1/ConfigMap', {}, 'a'),
      object('v1/ConfigMap', {}, 'a', 'a'),
    ];
    const expected = [
      'added Namespace zoo',
      'added ConfigMap a/a',
      'added ConfigMap shop/a',
      'added ConfigMap shop/b',
      'added apps Deployment shop/a',
    ];
    expect(told([], objects)).toEqual(expected);
    expect(told([], objects.toReversed())).toEqual(expected);
  });

  test('rejects a side with two objects of one identity, with its name', () => {
    const twice = [object('apps/v1/Deployment'), object('apps/v1beta1/Deployment')];
    expect(() => compareManifests([], twice)).toThrow('after has these objects twice: apps Deployment shop/api');
  });
});

describe('what restarts pods', () => {
  test.each(['apps/v1/Deployment', 'apps/v1/StatefulSet', 'apps/v1/DaemonSet', 'argoproj.io/v1alpha1/Rollout'])(
    'any change in the pod template of a %s',
    (type) => {
      expect(only(workload(type), workload(type, { image: 'api:2' }))).toMatchObject({
        restartsPods: true,
        replaces: undefined,
        changes: [{ field: 'spec.template.spec.containers[name=api].image', restartsPods: true }],
      });
      expect(
        only(workload(type), workload(type, {}, { template: template({}, {}, { annotations: { hash: '2' } }) })),
      ).toMatchObject({ restartsPods: true });
      const reordered = [{ name: 'A' }, { name: 'B' }];
      expect(only(workload(type, { env: reordered }), workload(type, { env: reordered.toReversed() }))).toMatchObject({
        restartsPods: true,
        changes: [{ kind: 'reordered', field: 'spec.template.spec.containers[name=api].env' }],
      });
    },
  );

  test('nothing outside of it, and no template of another kind', () => {
    const type = 'apps/v1/Deployment';
    expect(only(workload(type), workload(type, {}, { replicas: 3 })).restartsPods).toBe(false);
    const labels = { metadata: { name: 'api', namespace: 'shop', labels: { a: 'b' } } };
    expect(only(workload(type), { ...workload(type), ...labels }).restartsPods).toBe(false);
    const cron = (image: string) =>
      object('batch/v1/CronJob', { spec: { jobTemplate: { spec: { template: template({ image }) } } } });
    expect(only(cron('a:1'), cron('a:2'))).toMatchObject({ restartsPods: false, replaces: undefined });
  });

  test('nothing that waits for somebody: OnDelete, a paused roll-out', () => {
    const onDelete = { updateStrategy: { type: 'OnDelete' } };
    const [set, deployment] = ['apps/v1/StatefulSet', 'apps/v1/Deployment'];
    expect(only(workload(set, {}, onDelete), workload(set, { image: 'api:2' }, onDelete)).restartsPods).toBe(false);
    const paused = { paused: true };
    const change = only(workload(deployment, {}, paused), workload(deployment, { image: 'api:2' }, paused));
    expect(change.restartsPods).toBe(false);
  });

  describe('what Reloader watches', () => {
    const watching = (annotation: string, name = 'keys') => ({
      ...workload('apps/v1/Deployment'),
      metadata: { name: 'api', namespace: 'shop', annotations: { [annotation]: `other, ${name}` } },
    });
    const changed = (watcher: Manifest, before: Manifest, after: Manifest) =>
      compareManifests([watcher, before], [watcher, after])[0];
    const external = (remote: string, target?: string) =>
      object(
        'external-secrets.io/v1/ExternalSecret',
        {
          spec: {
            refreshInterval: '1h',
            ...(target !== undefined && { target: { name: target } }),
            data: [{ secretKey: 'a', remoteRef: { key: remote } }],
          },
        },
        'keys',
      );
    const bySecret = watching('secret.reloader.stakater.com/reload');

    test.each<readonly [string, Manifest, Manifest, Manifest]>([
      ['a Secret', bySecret, object('v1/Secret', { data: { a: 'MQ==' } }, 'keys'), object('v1/Secret', {}, 'keys')],
      [
        'a ConfigMap',
        watching('configmap.reloader.stakater.com/reload'),
        object('v1/ConfigMap', { data: { a: '1' } }, 'keys'),
        object('v1/ConfigMap', { data: { a: '2' } }, 'keys'),
      ],
      ['what an ExternalSecret fetches', bySecret, external('prod/a'), external('prod/b')],
      [
        'what one under another name fetches',
        watching('secret.reloader.stakater.com/reload', 'made'),
        external('prod/a', 'made'),
        external('prod/b', 'made'),
      ],
    ])('restarts pods when it changes: %s', (_, watcher, before, after) => {
      expect(changed(watcher, before, after)).toMatchObject({ kind: 'changed', restartsPods: true });
    });

    test.each<readonly [string, Manifest, Manifest, Manifest]>([
      [
        'a label of it',
        bySecret,
        object('v1/Secret', {}, 'keys'),
        object('v1/Secret', { metadata: { name: 'keys', namespace: 'shop', labels: { a: 'b' } } }, 'keys'),
      ],
      [
        'one in another namespace',
        bySecret,
        object('v1/Secret', {}, 'keys', 'b'),
        object('v1/Secret', { data: { a: 'MQ==' } }, 'keys', 'b'),
      ],
      [
        'a ConfigMap of the name of a Secret',
        bySecret,
        object('v1/ConfigMap', {}, 'keys'),
        object('v1/ConfigMap', { data: { a: '1' } }, 'keys'),
      ],
      [
        'one that nobody watches',
        bySecret,
        object('v1/Secret', {}, 'b'),
        object('v1/Secret', { data: { a: 'MQ==' } }, 'b'),
      ],
    ])('restarts none for %s', (_, watcher, before, after) => {
      expect(changed(watcher, before, after)).toMatchObject({ kind: 'changed', restartsPods: false });
    });
  });

  test('a workload that is replaced', () => {
    const moved = { selector: { matchLabels: { app: 'api', tier: 'web' } } };
    const change = only(workload('apps/v1/Deployment'), workload('apps/v1/Deployment', {}, moved));
    expect(change).toMatchObject({ replaces: 'always', restartsPods: true });
  });
});

const spec = (fields: object) => ({ spec: fields });

describe('what replaces an object', () => {
  test.each<readonly [string, object, object]>([
    ['apps/v1/Deployment', spec({ selector: { a: '1' } }), spec({ selector: { a: '2' } })],
    ['apps/v1/DaemonSet', spec({ selector: { a: '1' } }), spec({ selector: { a: '2' } })],
    ['apps/v1/StatefulSet', spec({ serviceName: 'a' }), spec({ serviceName: 'b' })],
    ['apps/v1/StatefulSet', spec({ podManagementPolicy: 'Parallel' }), spec({})],
    [
      'apps/v1/StatefulSet',
      spec({ volumeClaimTemplates: [{ metadata: { name: 'a' }, spec: { storageClassName: 'x' } }] }),
      spec({ volumeClaimTemplates: [{ metadata: { name: 'a' }, spec: { storageClassName: 'y' } }] }),
    ],
    ['batch/v1/Job', spec({ template: template() }), spec({ template: template({ image: 'api:2' }) })],
    ['batch/v1/Job', spec({ completions: 1 }), spec({ completions: 2 })],
    ['v1/Service', spec({}), spec({ clusterIP: 'None' })],
    ['v1/Service', spec({ clusterIP: '10.0.0.1' }), spec({ clusterIP: '10.0.0.2' })],
    ['v1/PersistentVolumeClaim', spec({ accessModes: ['ReadWriteOnce'] }), spec({ accessModes: ['ReadWriteMany'] })],
    ['v1/PersistentVolumeClaim', spec({ storageClassName: 'a' }), spec({ storageClassName: 'b' })],
    ['v1/PersistentVolume', spec({ nfs: { server: 'a' } }), spec({ nfs: { server: 'b' } })],
    ['v1/Pod', spec({ nodeName: 'a' }), spec({ nodeName: 'b' })],
    ['v1/ResourceQuota', spec({ scopes: ['BestEffort'] }), spec({ scopes: ['Terminating'] })],
    ['v1/Secret', { type: 'Opaque' }, { type: 'kubernetes.io/tls' }],
    ['v1/ConfigMap', { immutable: true, data: { a: '1' } }, { immutable: true, data: { a: '2' } }],
    ['v1/Secret', { immutable: true }, { immutable: false }],
    ['rbac.authorization.k8s.io/v1/RoleBinding', { roleRef: { name: 'a' } }, { roleRef: { name: 'b' } }],
    ['rbac.authorization.k8s.io/v1/ClusterRoleBinding', { roleRef: { name: 'a' } }, { roleRef: { name: 'b' } }],
    ['storage.k8s.io/v1/StorageClass', { parameters: { type: 'gp2' } }, { parameters: { type: 'gp3' } }],
    ['storage.k8s.io/v1/StorageClass', { reclaimPolicy: 'Delete' }, { reclaimPolicy: 'Retain' }],
    ['scheduling.k8s.io/v1/PriorityClass', { value: 1 }, { value: 2 }],
    ['networking.k8s.io/v1/IngressClass', spec({ controller: 'a' }), spec({ controller: 'b' })],
    ['apiextensions.k8s.io/v1/CustomResourceDefinition', spec({ scope: 'Cluster' }), spec({ scope: 'Namespaced' })],
    ['apps/v1/Deployment', {}, spec({ selector: { a: '1' } })],
  ])('a field of a %s that API servers refuse to change: %j', (type, before, after) => {
    expect(only(object(type, before), object(type, after)).replaces).toBe('always');
  });

  test.each<readonly [string, object, object]>([
    ['apps/v1/Deployment', spec({ replicas: 1 }), spec({ replicas: 2 })],
    ['apps/v1/StatefulSet', spec({ replicas: 1 }), spec({ replicas: 2 })],
    ['apps/v1/StatefulSet', spec({ minReadySeconds: 1 }), spec({ minReadySeconds: 2 })],
    ['batch/v1/Job', spec({ suspend: true }), spec({ suspend: false })],
    [
      'batch/v1/Job',
      spec({ completionMode: 'Indexed', completions: 1 }),
      spec({ completionMode: 'Indexed', completions: 2 }),
    ],
    ['v1/Service', spec({ ports: [{ port: 80 }] }), spec({ ports: [{ port: 81 }] })],
    ['v1/ConfigMap', { data: { a: '1' } }, { data: { a: '2' } }],
    ['v1/ConfigMap', { data: { a: '1' } }, { immutable: true, data: { a: '1' } }],
    [
      'v1/Pod',
      spec({ containers: [{ name: 'a', image: 'a:1' }] }),
      spec({ containers: [{ name: 'a', image: 'a:2' }] }),
    ],
    ['storage.k8s.io/v1/StorageClass', { allowVolumeExpansion: false }, { allowVolumeExpansion: true }],
    ['example.com/v1/Deployment', spec({ selector: { a: '1' } }), spec({ selector: { a: '2' } })],
  ])('no field of a %s that can be changed: %j', (type, before, after) => {
    expect(only(object(type, before), object(type, after)).replaces).toBeUndefined();
  });

  test.each<readonly [string, object, object]>([
    [
      'v1/PersistentVolumeClaim',
      spec({ resources: { requests: { storage: '1Gi' } } }),
      spec({ resources: { requests: { storage: '2Gi' } } }),
    ],
    ['apps/v1/StatefulSet', spec({ revisionHistoryLimit: 1 }), spec({ revisionHistoryLimit: 2 })],
    ['batch/v1/Job', spec({ parallelism: 1 }), spec({ parallelism: 2 })],
  ])('a field of a %s that Pulumi alone replaces: %j', (type, before, after) => {
    expect(only(object(type, before), object(type, after)).replaces).toBe('with Pulumi');
  });
});

describe('what is lost', () => {
  test.each([
    ['v1/PersistentVolumeClaim', /volume/],
    ['v1/PersistentVolume', /data/],
    ['v1/Namespace', /every object in the namespace/],
    ['apiextensions.k8s.io/v1/CustomResourceDefinition', /every object of the kind/],
    ['postgresql.cnpg.io/v1/Cluster', /database/],
  ])('with a %s that is removed', (type, loss) => {
    expect(compareManifests([object(type)], [])).toMatchObject([
      { kind: 'removed', loses: expect.stringMatching(loss) as string },
    ]);
    expect(compareManifests([], [object(type)])).toMatchObject([{ kind: 'added', loses: undefined }]);
  });

  test('with a claim that is replaced, and with a StatefulSet that takes its claims along', () => {
    const claim = (storageClassName: string) => object('v1/PersistentVolumeClaim', spec({ storageClassName }));
    expect(only(claim('a'), claim('b')).loses).toMatch(/volume/);
    const keeps = object('apps/v1/StatefulSet');
    const deletes = object(
      'apps/v1/StatefulSet',
      spec({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } }),
    );
    expect(compareManifests([keeps], [])[0]?.loses).toBeUndefined();
    expect(compareManifests([deletes], [])[0]?.loses).toMatch(/claims are deleted/);
  });

  test('nothing with what can be made again', () => {
    expect(compareManifests([workload('apps/v1/Deployment')], [])).toMatchObject([{ loses: undefined }]);
  });
});

describe('what is never shown', () => {
  const everything = (before: Manifest, after: Manifest) => JSON.stringify(compareManifests([before], [after]));
  const [OLD, NEW] = ['b2xkLXZhbHVl', 'bmV3LXZhbHVl'];

  test.each<readonly [string, (value: string) => object, string]>([
    ['v1/Secret', (value) => ({ data: { PASSWORD: value } }), 'data.PASSWORD'],
    ['v1/Secret', (value) => ({ stringData: { 'tls.key': value } }), 'stringData["tls.key"]'],
    ['v1/Secret', (value) => (value === OLD ? {} : { data: { PASSWORD: value } }), 'data'],
    ['v1/ConfigMap', (value) => ({ data: { apiKey: value } }), 'data.apiKey'],
    ['v1/ConfigMap', (value) => ({ data: { url: `postgres://api:${value}@db` } }), 'data.url'],
    [
      'v1/ConfigMap',
      (value) => ({ data: { 'config.yaml': `a: 1\nurl: amqp://u:${value}@mq\n` } }),
      'data["config.yaml"]',
    ],
    [
      'apps/v1/Deployment',
      (value) => spec({ template: template({ env: [{ name: 'DB_PASSWORD', value }] }) }),
      'spec.template.spec.containers[name=api].env[name=DB_PASSWORD].value',
    ],
    [
      'apps/v1/Deployment',
      (value) => spec({ template: template(value === OLD ? {} : { env: [{ name: 'DB_PASSWORD', value }] }) }),
      'spec.template.spec.containers[name=api].env',
    ],
  ])('values in a %s: %s', (type, fields, field) => {
    const text = everything(object(type, fields(OLD)), object(type, fields(NEW)));
    expect(text).toContain(JSON.stringify(field));
    expect(text).toContain('not shown');
    expect(text).not.toContain(OLD);
    expect(text).not.toContain(NEW);
  });

  test('the copy of a Secret that kubectl leaves in it', () => {
    const copy = (value: string) => ({
      metadata: {
        name: 'api',
        namespace: 'shop',
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': `{"data":{"a":"${value}"}}` },
      },
    });
    expect(everything(object('v1/Secret', copy(OLD)), object('v1/Secret', copy(NEW)))).not.toMatch(`${OLD}|${NEW}`);
  });

  test('names of Secrets, which are no secrets, are shown', () => {
    const change = (secretName: string) => object('cert-manager.io/v1/Certificate', spec({ secretName }));
    expect(only(change('tls-a'), change('tls-b')).changes).toMatchObject([{ before: 'tls-a', after: 'tls-b' }]);
  });
});

import { capabilities, type CapabilitiesProps } from 'seaworthy';
import { CONTAINER, deployment, deploymentOf, found, messages as all, object, token } from '../objects';
import type { CheckedObject } from '../../../src/checks';

const messages = (...objects: readonly CheckedObject[]) => all('missing-reference', ...objects);

const configMap = (name: string, data: Record<string, string>) => object('v1', 'ConfigMap', { name }, { data });
const externalSecret = (spec: Record<string, unknown>, name = 'api') =>
  object(
    'external-secrets.io/v1',
    'ExternalSecret',
    { name },
    { spec: { secretStoreRef: { name: 'store' }, ...spec } },
  );
const store = object('external-secrets.io/v1', 'SecretStore', { name: 'store' }, {});
const secretEnv = (name: string, key: string, optional?: boolean) => ({
  env: [{ name: 'JWT_SECRET', valueFrom: { secretKeyRef: { name, key, ...(optional && { optional }) } } }],
});

test('accepts pods whose references are all rendered', () => {
  const pod = {
    serviceAccountName: 'api',
    imagePullSecrets: [{ name: 'pull' }],
    volumes: [
      { name: 'config', configMap: { name: 'config', items: [{ key: 'app.yaml', path: 'app.yaml' }] } },
      { name: 'tls', secret: { secretName: 'tls' } },
      {
        name: 'both',
        projected: {
          sources: [
            { configMap: { name: 'config' } },
            { secret: { name: 'tls', items: [{ key: 'tls.crt', path: 'x' }] } },
          ],
        },
      },
      { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
    ],
    containers: [
      {
        ...CONTAINER,
        env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'config', key: 'app.yaml' } } }],
        envFrom: [{ secretRef: { name: 'tls' } }],
      },
    ],
  };
  const rendered = [
    object('v1', 'ServiceAccount', {}, {}),
    object('v1', 'Secret', { name: 'pull' }, { data: {} }),
    object('v1', 'Secret', { name: 'tls' }, { stringData: { 'tls.crt': '' } }),
    configMap('config', { 'app.yaml': '' }),
    object('v1', 'PersistentVolumeClaim', { name: 'data' }, {}),
  ];
  expect(messages(deployment({ pod }), ...rendered)).toEqual([]);
  // and each of them is missed when it is not there
  for (const left of rendered) {
    const without = rendered.filter((one) => one !== left);
    expect(messages(deployment({ pod }), ...without)[0]).toContain(
      `${left.manifest.kind} '${left.manifest.metadata.name}'`,
    );
  }
});

test('rejects a Secret that is not rendered, naming the container and the variable', () => {
  expect(messages(deploymentOf(secretEnv('api', 'jwt')))).toEqual([
    "container api, env JWT_SECRET refers to Secret 'api', which is not in namespace 'shop'",
  ]);
});

test('rejects a key that the Secret does not have', () => {
  const secret = object('v1', 'Secret', {}, { data: { other: '' } });
  expect(messages(deploymentOf(secretEnv('api', 'jwt')), secret)).toEqual([
    "container api, env JWT_SECRET refers to key 'jwt' of Secret 'api', which has no such key",
  ]);
});

test('rejects a key that a volume takes and the ConfigMap does not have', () => {
  const pod = {
    volumes: [
      {
        name: 'v',
        configMap: {
          name: 'config',
          items: [
            { key: 'a', path: 'a' },
            { key: 'b', path: 'b' },
          ],
        },
      },
    ],
  };
  expect(messages(deployment({ pod }), configMap('config', { a: '' }))).toEqual([
    "volume v refers to key 'b' of ConfigMap 'config', which has no such key",
  ]);
});

test('rejects an object of another namespace', () => {
  const secret = object('v1', 'Secret', { namespace: 'other' }, { data: { jwt: '' } });
  expect(messages(deploymentOf(secretEnv('api', 'jwt')), secret)).toHaveLength(1);
});

test('accepts what is marked optional', () => {
  expect(
    messages(
      deploymentOf({ ...secretEnv('api', 'jwt', true), envFrom: [{ configMapRef: { name: 'x', optional: true } }] }),
    ),
  ).toEqual([]);
});

test('accepts what every namespace has', () => {
  const pod = { serviceAccountName: 'default', volumes: [{ name: 'ca', configMap: { name: 'kube-root-ca.crt' } }] };
  expect(messages(deployment({ pod }))).toEqual([]);
});

test('looks into init containers, and into the pods of CronJobs', () => {
  const pod = {
    initContainers: [{ name: 'migrate', image: 'a:1', envFrom: [{ configMapRef: { name: 'x' } }] }],
    containers: [CONTAINER],
  };
  const cron = object(
    'batch/v1',
    'CronJob',
    { name: 'nightly' },
    { spec: { jobTemplate: { spec: { template: { spec: pod } } } } },
  );
  expect(messages(cron)).toEqual([
    "container migrate, envFrom refers to ConfigMap 'x', which is not in namespace 'shop'",
  ]);
});

describe('the Secret of an ExternalSecret', () => {
  test('counts with the keys that it fetches', () => {
    const made = externalSecret({ target: { name: 'api-secrets' }, data: [{ secretKey: 'jwt' }] }, 'any');
    expect(messages(deploymentOf(secretEnv('api-secrets', 'jwt')), made, store)).toEqual([]);
    expect(messages(deploymentOf(secretEnv('api-secrets', 'other')), made, store)).toHaveLength(1);
  });

  test('has the name of the ExternalSecret when no target is named', () => {
    expect(
      messages(deploymentOf(secretEnv('api', 'jwt')), externalSecret({ data: [{ secretKey: 'jwt' }] }), store),
    ).toEqual([]);
  });

  test('has the keys of its template instead of those fetched', () => {
    const made = externalSecret({ target: { template: { data: { url: '' } } }, data: [{ secretKey: 'password' }] });
    expect(messages(deploymentOf(secretEnv('api', 'url')), made, store)).toEqual([]);
    expect(messages(deploymentOf(secretEnv('api', 'password')), made, store)).toHaveLength(1);
  });

  test('has both when the template merges', () => {
    const made = externalSecret({
      target: { template: { mergePolicy: 'Merge', data: { url: '' } } },
      data: [{ secretKey: 'password' }],
    });
    expect(messages(deploymentOf(secretEnv('api', 'url')), made, store)).toEqual([]);
    expect(messages(deploymentOf(secretEnv('api', 'password')), made, store)).toEqual([]);
  });

  test.each([
    { dataFrom: [{ extract: { key: 'a' } }] },
    { target: { creationPolicy: 'Merge' } },
    { target: { template: { templateFrom: [{}] } } },
  ])('may have any key when they are known only in the cluster: %j', (spec) => {
    expect(messages(deploymentOf(secretEnv('api', 'anything')), externalSecret(spec), store)).toEqual([]);
  });
});

describe('what others make', () => {
  const reads = (name: string) => deploymentOf({ envFrom: [{ secretRef: { name } }] });

  test.each<[group: string, kind: string, spec: object, made: string]>([
    ['cert-manager.io/v1', 'Certificate', { secretName: 'api-tls' }, 'api-tls'],
    ['bitnami.com/v1alpha1', 'SealedSecret', {}, 'db'],
    ['bitnami.com/v1alpha1', 'SealedSecret', { template: { metadata: { name: 'sealed' } } }, 'sealed'],
    ['postgresql.cnpg.io/v1', 'Cluster', { instances: 3 }, 'db-app'],
    ['kafka.strimzi.io/v1', 'KafkaUser', {}, 'db'],
    ['kafka.strimzi.io/v1', 'Kafka', {}, 'db-cluster-ca-cert'],
    ['rabbitmq.com/v1beta1', 'RabbitmqCluster', {}, 'db-default-user'],
    ['elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', {}, 'db-es-elastic-user'],
    ['secrets.hashicorp.com/v1beta1', 'VaultStaticSecret', { destination: { name: 'from-vault' } }, 'from-vault'],
  ])('accepts the Secret of a %s %s, and of none in another namespace', (group, kind, spec, made) => {
    const maker = (namespace: string) => object(group, kind, { name: 'db', namespace }, { spec });
    expect(messages(reads(made), maker('shop'))).toEqual([]);
    expect(messages(reads(`${made}s`), maker('shop'))).toHaveLength(1);
    expect(messages(reads(made), maker('other'))).toHaveLength(1);
  });

  test('accepts what the capabilities name, and nothing else', () => {
    const pod = {
      imagePullSecrets: [{ name: 'registry' }],
      volumes: [{ name: 'ca', configMap: { name: 'trust', items: [{ key: 'ca.pem', path: 'ca.pem' }] } }],
    };
    const objects = [deployment({ pod }), externalSecret({})];
    const told = (offers: CapabilitiesProps) =>
      found('missing-reference', objects, capabilities(offers)).map(({ message }) => message);
    expect(told({})).toHaveLength(3);
    expect(told({ secrets: ['registry'], configMaps: ['trust'], secretStores: ['store'] })).toEqual([]);
    // a Secret is no ConfigMap, and a store is neither
    expect(told({ secrets: ['trust', 'store'], configMaps: ['registry'], secretStores: ['registry'] })).toHaveLength(3);
  });

  test('accepts a ConfigMap that trust-manager puts into every namespace', () => {
    const pod = { volumes: [{ name: 'ca', configMap: { name: 'public' } }] };
    const bundle = object('trust.cert-manager.io/v1alpha1', 'Bundle', { name: 'public', namespace: '' }, {});
    expect(messages(deployment({ pod }), bundle)).toEqual([]);
    expect(messages(deployment({ pod }))).toHaveLength(1);
  });
});

describe('secret stores', () => {
  test('rejects an ExternalSecret whose store is not rendered', () => {
    expect(messages(externalSecret({}))).toEqual(["refers to SecretStore 'store', which is not rendered"]);
  });

  test('rejects a store that a single entry refers to', () => {
    const spec = { data: [{ secretKey: 'a', sourceRef: { storeRef: { name: 'second' } } }] };
    expect(messages(externalSecret(spec), store)).toEqual(["refers to SecretStore 'second', which is not rendered"]);
  });

  test('accepts a ClusterSecretStore while the platform is rendered elsewhere', () => {
    const spec = { secretStoreRef: { kind: 'ClusterSecretStore', name: 'aws' } };
    expect(messages(externalSecret(spec))).toEqual([]);
    const other = object('external-secrets.io/v1', 'ClusterSecretStore', { name: 'vault', namespace: '' }, {});
    expect(messages(externalSecret(spec), other)).toEqual([
      "refers to ClusterSecretStore 'aws', which is not rendered",
    ]);
  });
});

describe('values that only a deployment knows', () => {
  test('a reference by token is not judged', () => {
    const secret = object('v1', 'Secret', {}, { data: { jwt: '' } });
    expect(messages(deploymentOf(secretEnv(token(1), 'jwt')))).toEqual([]);
    expect(messages(deployment({ pod: { serviceAccountName: token(1) } }))).toEqual([]);
    expect(messages(deploymentOf(secretEnv('api', token(1))), secret)).toEqual([]);
    expect(messages(externalSecret({ secretStoreRef: { name: token(1) } }))).toEqual([]);
  });

  test('an object named by a token may be the one that is meant', () => {
    const secret = object('v1', 'Secret', { name: token(1) }, { data: { jwt: '' } });
    expect(messages(deploymentOf(secretEnv('api', 'jwt')), secret)).toEqual([]);
    expect(messages(deploymentOf(secretEnv(token(1), 'jwt')), secret)).toEqual([]);
  });

  test('data that is a token may have any key', () => {
    const secret = object('v1', 'Secret', {}, { data: token(2) });
    expect(messages(deploymentOf(secretEnv('api', 'jwt')), secret)).toEqual([]);
  });
});

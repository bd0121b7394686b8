import { Duration } from 'cdk8s';
import { SecretRef, SyncedSecret, type SecretType, type SyncedSecretProps } from 'seaworthy';
import { only, problems } from '../../rendering';

const props: SyncedSecretProps = {
  name: 'cart-secrets',
  namespace: 'shop',
  store: { kind: 'ClusterSecretStore', name: 'vault' },
  secrets: [SecretRef.env('DATABASE_URL', 'prod/cart', 'database-url'), SecretRef.env('API_KEY', 'prod/partner')],
};

const synced = (change: Partial<SyncedSecretProps> = {}) =>
  only('ExternalSecret', (chart) => new SyncedSecret(chart, 'Secret', { ...props, ...change }));

describe('SyncedSecret', () => {
  test('each secret is a key that is filled from the store; no value is in the manifest', () => {
    expect(synced().spec).toMatchObject({
      secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
      target: { name: 'cart-secrets', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: [
        { secretKey: 'database-url', remoteRef: { key: 'prod/cart', property: 'database-url' } },
        { secretKey: 'api-key', remoteRef: { key: 'prod/partner' } },
      ],
    });
  });

  test('defaults: read again every hour, no labels', () => {
    expect(synced().spec.refreshInterval).toBe('3600s');
    expect(synced().metadata).toEqual({ name: 'cart-secrets', namespace: 'shop' });
    expect(synced({ refreshInterval: Duration.minutes(5), labels: { team: 'till' } })).toMatchObject({
      spec: { refreshInterval: '300s' },
      metadata: { labels: { team: 'till' } },
    });
  });

  test('containers read each key into its variable', () => {
    let variables: unknown;
    only('ExternalSecret', (chart) => {
      variables = new SyncedSecret(chart, 'Secret', props).variables;
    });
    expect(variables).toEqual([
      { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'cart-secrets', key: 'database-url' } } },
      { name: 'API_KEY', valueFrom: { secretKeyRef: { name: 'cart-secrets', key: 'api-key' } } },
    ]);
  });

  test('rejects a secret without a key in the store', () => {
    const found = problems(
      (chart) => new SyncedSecret(chart, 'Secret', { ...props, secrets: [SecretRef.env('API_KEY', '')] }),
    );
    expect(found).toEqual([expect.stringContaining("secrets[0].remoteKey '' names no secret for API_KEY")]);
  });

  const url = SecretRef.template('DATABASE_URL', 'postgres://{{ .user }}:{{ .password | urlquery }}@db:5432/orders', {
    user: { remoteKey: 'prod/orders', property: 'user' },
    password: { remoteKey: 'prod/orders', property: 'password' },
  });

  test('a connection string is put together by the operator; its parts reach no container', () => {
    const { spec } = synced({ secrets: [url, SecretRef.env('API_KEY', 'prod/partner')] });
    expect(spec.target).toEqual({
      name: 'cart-secrets',
      creationPolicy: 'Owner',
      deletionPolicy: 'Retain',
      template: {
        engineVersion: 'v2',
        data: {
          'database-url': 'postgres://{{ .user }}:{{ .password | urlquery }}@db:5432/orders',
          'api-key': '{{ index . "api-key" }}',
        },
      },
    });
    expect(spec.data).toEqual([
      { secretKey: 'user', remoteRef: { key: 'prod/orders', property: 'user' } },
      { secretKey: 'password', remoteRef: { key: 'prod/orders', property: 'password' } },
      { secretKey: 'api-key', remoteRef: { key: 'prod/partner' } },
    ]);
  });

  test('rejects templates whose names and values do not agree, and a password that would break its URL', () => {
    const wrong = SecretRef.template('A_URL', 'redis://{{ .user }}:{{ .password }}@cache', {
      user: { remoteKey: '' },
      spare: { remoteKey: 'prod/x' },
    });
    const other = SecretRef.template('B_URL', '{{ .user }}', { user: { remoteKey: 'prod/other' } });
    expect(problems((chart) => new SyncedSecret(chart, 'Secret', { ...props, secrets: [wrong, other] }))).toEqual([
      expect.stringContaining('secrets[0].values.password is missing, although the template for A_URL names it'),
      expect.stringContaining('secrets[0].values.user.remoteKey names no secret'),
      expect.stringContaining('secrets[0].values.spare is never used in the template for A_URL'),
      expect.stringContaining('secrets[0].template for A_URL writes a password into a URL as it is'),
      expect.stringContaining('secrets: the value user stands for two things in one Secret'),
    ]);
  });

  test('by default nobody owns it and no rotation is declared; both stand in annotations', () => {
    expect(synced().metadata).not.toHaveProperty('annotations');
    const rotation = { every: Duration.days(30), overlap: Duration.hours(2) };
    expect(synced({ owner: 'till', rotation }).metadata).toMatchObject({
      annotations: {
        'secrets.seaworthy.dev/owner': 'till',
        'secrets.seaworthy.dev/rotated-every-seconds': '2592000',
        'secrets.seaworthy.dev/overlap-seconds': '7200',
        // by default every and overlap together
        'secrets.seaworthy.dev/age-limit-seconds': '2599200',
      },
    });
  });

  test('rejects an old value that ends before every pod has the new one', () => {
    // read again every hour, and 15 minutes to start again: 4500 s
    const rotated = (rotation: SyncedSecretProps['rotation']) =>
      problems((chart) => new SyncedSecret(chart, 'Secret', { ...props, rotation }));
    const every = Duration.days(1);
    expect(rotated({ every, overlap: Duration.seconds(4500) })).toEqual([]);
    expect(rotated({ every, overlap: Duration.seconds(4499) })).toEqual([
      expect.stringContaining(
        "rotation.overlap '4499s' ends before every pod has the new value; allowed: at least 4500s",
      ),
    ]);
    expect(rotated({ every, overlap: Duration.hours(2), restart: Duration.hours(2) })).toEqual([
      expect.stringContaining('allowed: at least 10800s'),
    ]);
    expect(rotated({ every: Duration.hours(2), overlap: Duration.hours(2), ageLimit: Duration.hours(1) })).toEqual([
      expect.stringContaining("rotation.every '7200s' is no longer than the overlap (7200s)"),
      expect.stringContaining("rotation.ageLimit '3600s' is less than the time between rotations (7200s)"),
    ]);
  });

  describe('of a type', () => {
    const auth = '{"auths":{"ghcr.io":{"auth":"{{ printf "%s:%s" .user .password | b64enc }}"}}}';
    const pullSecret = SecretRef.keyTemplate('.dockerconfigjson', auth, {
      user: { remoteKey: 'prod/ghcr', property: 'user' },
      password: { remoteKey: 'prod/ghcr', property: 'password' },
    });

    test('by default it has none: Kubernetes takes it for Opaque', () => {
      expect(synced().spec.target).not.toHaveProperty('template');
      expect(synced({ type: 'Opaque' }).spec.target).not.toHaveProperty('template');
    });

    test('a pull secret is put together under the key that the kubelet reads, and no variable reads it', () => {
      let variables: unknown;
      const { spec } = only('ExternalSecret', (chart) => {
        const secrets = [pullSecret];
        const type = 'kubernetes.io/dockerconfigjson' as const;
        ({ variables } = new SyncedSecret(chart, 'Secret', { ...props, secrets, type }));
      });
      expect(spec.target).toMatchObject({
        template: {
          type: 'kubernetes.io/dockerconfigjson',
          engineVersion: 'v2',
          data: { '.dockerconfigjson': auth },
        },
      });
      expect(variables).toEqual([]);
    });

    test('a certificate is used as it stands in the store: the type is all that the template says', () => {
      const secrets = [SecretRef.key('tls.crt', 'prod/tls', 'crt'), SecretRef.key('tls.key', 'prod/tls', 'key')];
      const { spec } = synced({ secrets, type: 'kubernetes.io/tls' });
      expect(spec.target).toMatchObject({ template: { type: 'kubernetes.io/tls' } });
      expect(spec.target).not.toHaveProperty('template.data');
      expect(spec.data).toEqual([
        { secretKey: 'tls.crt', remoteRef: { key: 'prod/tls', property: 'crt' } },
        { secretKey: 'tls.key', remoteRef: { key: 'prod/tls', property: 'key' } },
      ]);
    });

    // what the API server asks of each type, after the documentation of Kubernetes
    test.each<[SecretType, readonly string[], string]>([
      ['kubernetes.io/dockerconfigjson', ['.dockercfg'], "'.dockerconfigjson'"],
      ['kubernetes.io/dockercfg', ['.dockerconfigjson'], "'.dockercfg'"],
      ['kubernetes.io/tls', ['tls.crt'], "'tls.key'"],
      ['kubernetes.io/tls', ['ca.crt'], "'tls.crt' and 'tls.key'"],
      ['kubernetes.io/ssh-auth', ['known_hosts'], "'ssh-privatekey'"],
      ['kubernetes.io/basic-auth', ['user'], "'username' or 'password'"],
    ])('rejects %s with the keys %j alone', (type, keys, needed) => {
      const secrets = keys.map((key) => SecretRef.key(key, 'prod/x'));
      expect(problems((chart) => new SyncedSecret(chart, 'Secret', { ...props, secrets, type }))).toEqual([
        expect.stringContaining(`type '${type}' needs the key ${needed}, and no secret fills it`),
      ]);
    });

    test.each<[SecretType, readonly string[]]>([
      ['kubernetes.io/basic-auth', ['password']],
      ['kubernetes.io/basic-auth', ['username']],
      ['kubernetes.io/ssh-auth', ['ssh-privatekey', 'known_hosts']],
      ['kubernetes.io/tls', ['tls.crt', 'tls.key', 'ca.crt']],
    ])('takes %s with the keys %j', (type, keys) => {
      const secrets = keys.map((key) => SecretRef.key(key, 'prod/x'));
      expect(problems((chart) => new SyncedSecret(chart, 'Secret', { ...props, secrets, type }))).toEqual([]);
    });

    test('rejects another type, and keys that no Secret has or that are there twice', () => {
      const wrong = (change: object) => () => synced(change);
      expect(wrong({ type: 'kubernetes.io/dockerconfig' })).toThrow(
        "type 'kubernetes.io/dockerconfig' is not known; allowed: 'Opaque'",
      );
      const secrets = [
        SecretRef.key('a/b', 'x'),
        SecretRef.key('..', 'x'),
        SecretRef.key('a', ''),
        SecretRef.key('a', 'x'),
      ];
      expect(problems((chart) => new SyncedSecret(chart, 'Secret', { ...props, secrets }))).toEqual([
        expect.stringContaining("secrets[0].key 'a/b' is no key of a Secret"),
        expect.stringContaining("secrets[1].key '..' is no key of a Secret"),
        expect.stringContaining("secrets[2].remoteKey '' names no secret for a"),
        expect.stringContaining("secrets[3].key 'a' is there twice; allowed: each key once"),
      ]);
      expect(() => SecretRef.key(1 as unknown as string, 'x')).toThrow('SecretRef.key: key is a number');
      expect(() => SecretRef.keyTemplate('a', 1 as unknown as string, {})).toThrow(
        'SecretRef.keyTemplate: template is a number',
      );
    });
  });
});

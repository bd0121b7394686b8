import { Duration } from 'cdk8s';
import { SecretRef, SyncedSecret, type SyncedSecretProps } from 'seaworthy';
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
});

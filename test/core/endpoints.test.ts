import { External, MySqlEndpoint, PostgresEndpoint, RedisEndpoint } from 'seaworthy';

const managed = { name: 'orders', host: 'orders.db.example', cidrs: ['10.1.0.0/24', '10.1.1.0/24'] };

describe('endpoints', () => {
  test('usual ports: PostgreSQL 5432, Redis 6379, HTTPS 443', () => {
    expect(PostgresEndpoint.of(managed).ports).toEqual([{ name: 'postgresql', port: 5432 }]);
    expect(MySqlEndpoint.of(managed).ports).toEqual([{ name: 'mysql', port: 3306 }]);
    expect(RedisEndpoint.of(managed).ports).toEqual([{ name: 'redis', port: 6379 }]);
    expect(External.https('hooks.slack.com', { cidrs: ['192.0.2.0/24'] }).ports).toEqual([
      { name: 'https', port: 443 },
    ]);
  });

  test('a managed store is the addresses behind its host', () => {
    expect(PostgresEndpoint.of({ ...managed, port: 6432 })).toMatchObject({
      host: 'orders.db.example',
      port: 6432,
      peers: [{ cidr: '10.1.0.0/24' }, { cidr: '10.1.1.0/24' }],
    });
  });

  test('a store in the cluster is its pods', () => {
    const store = RedisEndpoint.of({
      name: 'cache',
      host: 'redis.data',
      namespace: 'data',
      podLabels: { app: 'redis' },
    });
    expect(store.peers).toEqual([{ namespace: 'data', labels: { app: 'redis' } }]);
  });

  test('pods outside the App can be callers without ports', () => {
    expect(External.pods('entry', { namespace: 'edge', podLabels: { app: 'gateway' } })).toEqual({
      name: 'entry',
      peers: [{ namespace: 'edge', labels: { app: 'gateway' } }],
      ports: [],
    });
  });

  test('addresses outside the cluster are called on their ports, or only call', () => {
    const relay = { cidrs: ['10.9.0.0/28'], ports: [{ name: 'smtp', port: 587 }] };
    expect(External.addresses('mail relay', relay)).toEqual({
      name: 'mail relay',
      peers: [{ cidr: '10.9.0.0/28' }],
      ports: [{ name: 'smtp', port: 587 }],
    });
    expect(External.addresses('control plane', { cidrs: ['10.9.1.0/28'] }).ports).toEqual([]);
  });

  test('all addresses there are need a reason, which stays with them alone', () => {
    const anywhere = { cidrs: ['::/0', '10.0.0.0/8'], reason: 'customers name the hosts' };
    expect(External.addresses('webhooks', anywhere).peers).toEqual([
      { cidr: '::/0', reason: 'customers name the hosts' },
      { cidr: '10.0.0.0/8' },
    ]);
    expect(() => External.addresses('webhooks', { cidrs: ['0.0.0.0/0'] })).toThrow(
      "cidrs[0] '0.0.0.0/0' opens the whole network",
    );
    expect(() => External.addresses('webhooks', { cidrs: ['0.0.0.0/0'], reason: ' ' })).toThrow('gives no reason');
  });

  test.each(['169.254.169.254/32', '169.254.0.0/16', '169.254.128.0/17', 'fd00:ec2::254/128'])(
    'rejects %s, which is or holds the metadata of instances alone',
    (cidr) => {
      expect(() => External.addresses('metadata', { cidrs: [cidr] })).toThrow(
        `cidrs[0] '${cidr}' opens the metadata of instances, and with it the rights of the node`,
      );
    },
  );

  test('single link-local addresses can be named: what gives EKS pods their identity', () => {
    expect(External.addresses('Pod Identity', { cidrs: ['169.254.170.23/32'] }).peers).toEqual([
      { cidr: '169.254.170.23/32' },
    ]);
  });

  test('rejects all that is wrong with an endpoint at once', () => {
    const make = () => PostgresEndpoint.of({ ...managed, cidrs: ['10.1.0.0', '0.0.0.0/0'], port: 99999 });
    expect(make).toThrow("PostgresEndpoint.of 'orders': port 99999 is not a port");
    expect(make).toThrow("cidrs[0] '10.1.0.0' is not a range of addresses");
    expect(make).toThrow("cidrs[1] '0.0.0.0/0' opens the whole network");
  });

  test('rejects a store without addresses', () => {
    expect(() => RedisEndpoint.of({ ...managed, cidrs: [] })).toThrow('cidrs is empty, so nothing could be reached');
  });

  test('rejects pods in a namespace that cannot be', () => {
    expect(() =>
      External.pods('entry', { namespace: 'Edge', podLabels: { app: 'entry' }, ports: [{ port: 0 }] }),
    ).toThrow(/namespace 'Edge'.*\n.*ports\[0\]\.port 0/);
  });
});

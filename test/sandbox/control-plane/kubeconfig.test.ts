import { parse } from 'yaml';
import { contextOf, kubeconfig } from '../../../sandbox/control-plane/kubeconfig';

test('a kubeconfig has one context, which is the current one, and everything that it needs inside', () => {
  const access = {
    context: contextOf('dev'),
    server: 'https://127.0.0.1:26440',
    authority: '-----BEGIN CERTIFICATE-----\nMII=\n',
    token: '0123456789012345678901234567890123456789',
  };
  const read = parse(kubeconfig(access)) as {
    contexts: { name: string; context: { cluster: string; user: string } }[];
    clusters: { name: string; cluster: Record<string, string> }[];
    users: { name: string; user: { token: unknown } }[];
    'current-context': string;
  };
  expect(read['current-context']).toBe('seaworthy-dev');
  expect(read.contexts).toEqual([
    { name: 'seaworthy-dev', context: { cluster: 'seaworthy-dev', user: 'seaworthy-dev' } },
  ]);
  expect(read.clusters[0]?.cluster.server).toBe(access.server);
  const authority = read.clusters[0]?.cluster['certificate-authority-data'] ?? '';
  expect(Buffer.from(authority, 'base64').toString()).toBe(access.authority);
  // digits alone must stay a text
  expect(read.users[0]?.user.token).toBe(access.token);
});

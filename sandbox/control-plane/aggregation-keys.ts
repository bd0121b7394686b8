import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeAuthority, makeCertificate, newKey } from './openssl';

/** Files by which the API server and an aggregated one know each other. */
export type AggregationFile =
  | 'front-proxy-ca.crt'
  | 'front-proxy-client.crt'
  | 'front-proxy-client.key'
  | 'metrics-server.crt'
  | 'metrics-server.key';

/** The name under which the API server shows itself to an aggregated one. */
export const FRONT_PROXY = 'front-proxy-client';

/** The place of a file of the set. */
export function aggregationFile(folder: string, name: AggregationFile): string {
  return join(folder, 'aggregation', name);
}

/**
 * Makes the set anew. Nothing outlives the processes that read it, so there is nothing to renew.
 *
 * @param folder of the control plane, with the authority of its clients
 */
export async function makeAggregationKeys(folder: string, signal?: AbortSignal): Promise<void> {
  const place = join(folder, 'aggregation');
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true, mode: 0o700 });
  // an authority of its own: whoever it signs for may speak for every user
  const proxy = { certificate: 'front-proxy-ca.crt', key: 'front-proxy-ca.key' };
  await makeAuthority(place, 'front-proxy-ca', { key: newKey(proxy.key), subject: 'seaworthy-front-proxy' }, signal);
  await makeCertificate(
    place,
    FRONT_PROXY,
    {
      key: newKey(`${FRONT_PROXY}.key`),
      subject: FRONT_PROXY,
      extension: 'extendedKeyUsage=clientAuth',
      authority: proxy,
    },
    signal,
  );
  const cluster = {
    certificate: join(folder, 'credentials', 'ca.crt'),
    key: join(folder, 'credentials', 'ca.key'),
  };
  await makeCertificate(
    place,
    'metrics-server',
    {
      key: newKey('metrics-server.key'),
      subject: 'metrics-server',
      extension: 'subjectAltName=DNS:metrics-server.kube-system.svc',
      authority: cluster,
    },
    signal,
  );
}

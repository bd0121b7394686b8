import { isIP } from 'node:net';
import type { Capabilities } from './capabilities';
import type { Party } from './party';
import type { Port } from './port';

/** Port of a DNS resolver, over both protocols. */
const DNS_PORTS: readonly Port[] = [
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
];

/** What every pod may call without declaring it, because no declared call works without: name resolution. */
export function platformCallees({ dns, nodeLocalDns }: Pick<Capabilities, 'dns' | 'nodeLocalDns'>): Party[] {
  const cache = nodeLocalDns === undefined ? [] : [{ cidr: `${nodeLocalDns}/${isIP(nodeLocalDns) === 4 ? 32 : 128}` }];
  return [{ name: 'DNS', peers: [...dns, ...cache], ports: DNS_PORTS }];
}

import { isIP } from 'node:net';

/** The name of an external host in a mesh, whose registry knows names alone: an address is given one that nothing resolves. */
export function externalName(host: string): string {
  return isIP(host) === 0 ? host : `ip-${host.replaceAll(/[.:]+/g, '-')}.external`;
}

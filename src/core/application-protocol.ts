import type { Port } from './port';

/** Protocols that a mesh can look into, by how the names of their ports begin. */
const HTTP = /^(http|http2|grpc)(-|$)/;

/** Whether a port speaks HTTP. A mesh tells it by the port's name: `http`, `http2-admin`, `grpc`. */
export function isHttp({ name = '' }: Port): boolean {
  return HTTP.test(name);
}

/** The protocol of a port outside the mesh, as Istio names them. TLS is passed on as it is. */
export function meshProtocol({ name = '' }: Port): 'HTTP' | 'HTTP2' | 'GRPC' | 'TLS' | 'TCP' {
  if (/^(https|tls)(-|$)/.test(name)) return 'TLS';
  const [, protocol] = HTTP.exec(name) ?? [];
  if (protocol === 'http2') return 'HTTP2';
  if (protocol === 'grpc') return 'GRPC';
  return protocol === 'http' ? 'HTTP' : 'TCP';
}

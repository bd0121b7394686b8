import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What is done to a request in place of handing it on; `pass` hands it on. */
export type Fault = 'pass' | 'reset' | { readonly status: number; readonly retryAfter: number };

/** Stands before the API server on the loopback interface, hands requests on, and disturbs those that it is told to. */
export class ApiProxy {
  /** What came in: `GET /api/v1`, without the query. */
  public readonly requests: string[] = [];
  /** Decides on each request. */
  public fault: (request: string) => Fault = () => 'pass';

  private readonly server: Server;

  private constructor(private readonly kubeconfigText: string) {
    this.server = createServer((incoming, response) => {
      this.answer(incoming, response);
    });
  }

  /** Starts in front of the API server of a kubeconfig. */
  public static async start(kubeconfig: string): Promise<ApiProxy> {
    const proxy = new ApiProxy(readFileSync(kubeconfig, 'utf8'));
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  /** A kubeconfig, as text, that leads here. */
  public get kubeconfig(): string {
    return (
      this.kubeconfigText
        .replace(/^\s*certificate-authority-data:.*\n/m, '')
        // client libraries ask for it where there is no encryption
        .replace(/( *)server: .*/, `$1server: http://127.0.0.1:${this.port}\n$1insecure-skip-tls-verify: true`)
    );
  }

  /** From now on nobody answers. */
  public async close(): Promise<void> {
    if (!this.server.listening) return;
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private get port(): number {
    const address = this.server.address() as AddressInfo | null;
    if (address === null) throw new Error('the proxy does not listen');
    return address.port;
  }

  private answer(incoming: IncomingMessage, response: ServerResponse): void {
    const path = (incoming.url ?? '').split('?')[0] ?? '';
    const told = `${incoming.method ?? ''} ${path}`;
    this.requests.push(told);
    const fault = this.fault(told);
    if (fault === 'reset') incoming.socket.resetAndDestroy();
    else if (fault === 'pass') this.handOn(incoming, response);
    else {
      const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: fault.status, message: 'later' };
      response.writeHead(fault.status, { 'content-type': 'application/json', 'retry-after': String(fault.retryAfter) });
      response.end(JSON.stringify(status));
    }
  }

  private handOn(incoming: IncomingMessage, response: ServerResponse): void {
    const server = new URL(/server: (\S+)/.exec(this.kubeconfigText)?.[1] ?? '');
    // the certificate is this machine's own
    const options = { method: incoming.method, headers: incoming.headers, rejectUnauthorized: false };
    const outgoing = request(new URL(incoming.url ?? '', server), options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on('error', () => incoming.socket.destroy());
    incoming.pipe(outgoing);
  }
}

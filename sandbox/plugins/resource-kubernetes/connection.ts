import { Agent as HttpAgent, type OutgoingHttpHeaders } from 'node:http';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { Agent as HttpsAgent, type AgentOptions, type RequestOptions } from 'node:https';
import type { Cluster, KubeConfig } from '@kubernetes/client-node' with { 'resolution-mode': 'import' };
import type { Configuration } from './configuration';

/** How to reach and address one API server. */
export interface Connection {
  readonly server: URL;
  /** Namespace of objects that name none. */
  readonly namespace: string;
  readonly credentials: () => Promise<Credentials>;
}

/** What a request carries to be let in. */
export interface Credentials {
  readonly headers: OutgoingHttpHeaders;
  readonly agent: HttpAgent;
  /** User and password, where the kubeconfig names them. */
  readonly auth?: string;
}

/** Requests at one time. More would wait in the API server. */
const MAX_SOCKETS = 32;

/** Loads a kubeconfig. @throws when there is none, or it names no cluster */
export async function loadKubeConfig(settings: Configuration): Promise<KubeConfig> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  const { kubeconfig } = settings;
  try {
    if (kubeconfig === undefined) config.loadFromDefault();
    else if (kubeconfig.includes('\n') || kubeconfig.trimStart().startsWith('{')) config.loadFromString(kubeconfig);
    else config.loadFromFile(existing(kubeconfig));
  } catch (error) {
    throw new Error(`the kubeconfig cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  if (settings.context !== undefined) {
    const known = config.getContexts().map(({ name }) => name);
    if (!known.includes(settings.context)) {
      throw new Error(
        `the kubeconfig has no context '${settings.context}'; allowed: ${known.join(', ')}; set it to one of them`,
      );
    }
    config.setCurrentContext(settings.context);
  }
  return config;
}

/** A path as it is, or from the home folder where it begins with `~`: no shell has seen it. @throws when nothing is there */
function existing(kubeconfig: string): string {
  const path = kubeconfig.replace(/^~(?=\/)/, homedir());
  if (!existsSync(path)) throw new Error(`there is no file '${path}'`);
  return path;
}

/** The cluster that a provider's settings choose. @throws when the kubeconfig has none of this name */
function chosenCluster(config: KubeConfig, { cluster }: Configuration): Cluster {
  const found = cluster === undefined ? config.getCurrentCluster() : config.getCluster(cluster);
  if (found !== null) return found;
  if (cluster === undefined) {
    throw new Error(
      `the kubeconfig names no cluster for context '${config.getCurrentContext()}'; set its current-context`,
    );
  }
  const known = config.getClusters().map(({ name }) => name);
  throw new Error(`the kubeconfig has no cluster '${cluster}'; allowed: ${known.join(', ')}; set it to one of them`);
}

/** Makes the connection that a provider's settings describe. @throws when the kubeconfig cannot be used */
export async function connect(settings: Configuration): Promise<Connection> {
  const config = await loadKubeConfig(settings);
  const context = config.getContextObject(config.getCurrentContext());
  const cluster = chosenCluster(config, settings);
  const server = new URL(cluster.server);
  const base: RequestOptions = {};
  await config.applyToHTTPSOptions(base);
  const agent =
    server.protocol === 'http:'
      ? new HttpAgent({ keepAlive: true, maxSockets: MAX_SOCKETS })
      : new HttpsAgent({ keepAlive: true, maxSockets: MAX_SOCKETS, ...tls(base) });
  return {
    server,
    namespace: settings.namespace ?? context?.namespace ?? 'default',
    credentials: async () => {
      // asked for anew each time: credential plug-ins give tokens that expire
      const options: RequestOptions = {};
      await config.applyToHTTPSOptions(options);
      return {
        headers: headersOf(options),
        // a proxy needs the agent that client-node makes for it
        agent: cluster.proxyUrl !== undefined && options.agent instanceof HttpAgent ? options.agent : agent,
        ...(typeof options.auth === 'string' ? { auth: options.auth } : {}),
      };
    },
  };
}

function tls(options: RequestOptions): AgentOptions {
  const { ca, cert, key, pfx, passphrase, rejectUnauthorized, servername } = options;
  return {
    ca,
    cert,
    key,
    pfx,
    passphrase,
    servername,
    ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
  };
}

function headersOf({ headers }: RequestOptions): OutgoingHttpHeaders {
  const isList = (value: typeof headers): value is readonly string[] => Array.isArray(value);
  return isList(headers) ? {} : { ...headers };
}

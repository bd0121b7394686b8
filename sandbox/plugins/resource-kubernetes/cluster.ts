import type { Log } from '../protocol/engine';
import { apiClient } from './api-client';
import type { Configuration } from './configuration';
import { connect } from './connection';
import { Discovery } from './discovery';
import { Objects } from './objects';
import { withRetries } from './retries';

/** A cluster that answers, and how the provider is to treat it. */
export interface Cluster {
  readonly objects: Objects;
  readonly configuration: Configuration;
  /** Namespace of objects that name none. */
  readonly namespace: string;
  readonly log: Log;
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal;
}

/** Connects to the cluster of a configuration. @throws when it does not answer, with the reason */
export async function openCluster(configuration: Configuration, log: Log, signal: AbortSignal): Promise<Cluster> {
  const connection = await connect(configuration);
  const once = apiClient(connection);
  // a cluster that is not there is told at once; one that has too much to do is there
  await withRetries(once, signal, { lostPauses: [] })({ method: 'GET', path: '/version' });
  const send = withRetries(once, signal);
  return {
    objects: new Objects(send, new Discovery(send)),
    configuration,
    namespace: connection.namespace,
    log,
    signal,
  };
}

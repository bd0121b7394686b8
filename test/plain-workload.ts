import { Duration } from 'cdk8s';
import type { ReplicaRange, Workload } from 'seaworthy';

/** A workload as a user's own construct would offer it: what parts need to know, and nothing of ours. */
export function plainWorkload(name: string, replicas: Partial<ReplicaRange> = {}): Workload {
  return {
    name,
    namespace: 'shop',
    labels: { app: name, team: 'till' },
    selector: { app: name },
    peers: [{ namespace: 'shop', labels: { app: name } }],
    ports: [{ name: 'http', port: 8080 }],
    replicas: { min: 2, max: 2, owner: 'workload', ...replicas },
    gracePeriod: Duration.seconds(30),
    target: { apiVersion: 'apps/v1', kind: 'Deployment', name },
  };
}

import { Size, type ApiObject } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { LABEL, MANAGED_BY } from '../../core/conventions';
import { epochSeconds } from '../../core/instant';
import { resourceQuantities } from '../../core/resources';
import { DROPPED_CAPABILITIES, RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../core/restricted';
import { allowedPods, rulePeer } from '../../core/traffic-rules';
import { writableVolumes } from '../../core/writable-path';
import { CronJob } from '../../kinds/batch';
import { NetworkPolicy } from '../../kinds/networking';
import { Role, RoleBinding } from '../../kinds/rbac';
import { ServiceAccount } from '../../kinds/service-account';
import { roleRef } from './subject';

/** What ends grants in the cluster. */
export interface AccessEnforcer {
  /** Namespace that it runs in: one whose CronJobs nobody with a grant can change. */
  readonly namespace: string;
  /** Image with `sh`, `date` and `kubectl`. */
  readonly image: string;
  /** Addresses of the API server, as ranges. */
  readonly apiServer: readonly string[];
}

/** Properties for `AccessExpiry`. */
export interface AccessExpiryProps {
  /** Namespace of the bindings. */
  readonly namespace: string;
  readonly enforcer: AccessEnforcer;
  /** Names of the bindings and when they end, in UTC. */
  readonly bindings: readonly { readonly name: string; readonly expires: string }[];
}

/** Where it looks every five minutes: names and ends are its arguments, so nobody can move an end in the cluster. */
const SCRIPT = `now=$(date -u +%s) || exit 1
failed=0
while [ $# -ge 2 ]; do
  if [ "$now" -ge "$2" ]; then
    kubectl delete rolebinding "$1" --namespace="$NAMESPACE" --ignore-not-found --wait=false || failed=1
  fi
  shift 2
done
exit $failed
`;
const EVERY_FIVE_MINUTES = '*/5 * * * *';
const RESOURCES = { cpu: Cpu.millis(10), memory: Size.mebibytes(128) };
/** What the API server listens on, inside a cluster and out. */
const API_SERVER_PORTS = [443, 6443];

/** Deletes bindings whose time is over. It may delete these bindings, and do nothing else. */
export class AccessExpiry extends Construct {
  public readonly serviceAccount: ServiceAccount;
  public readonly role: ApiObject;
  public readonly roleBinding: ApiObject;
  public readonly networkPolicy: ApiObject;
  public readonly cronJob: ApiObject;

  public constructor(scope: Construct, id: string, { namespace, enforcer, bindings }: AccessExpiryProps) {
    super(scope, id);
    const name = expiryName(namespace);
    const labels = { [LABEL.name]: name, [LABEL.managedBy]: MANAGED_BY };
    const metadata = { name, namespace: enforcer.namespace, labels };
    this.serviceAccount = new ServiceAccount(this, 'ServiceAccount', { metadata });
    this.role = new Role(this, 'Role', {
      metadata: { ...metadata, namespace },
      rules: [
        {
          apiGroups: ['rbac.authorization.k8s.io'],
          resources: ['rolebindings'],
          resourceNames: bindings.map((binding) => binding.name),
          verbs: ['delete'],
        },
      ],
    });
    this.roleBinding = new RoleBinding(this, 'RoleBinding', {
      metadata: { ...metadata, namespace },
      roleRef: roleRef(name),
      subjects: [{ kind: 'ServiceAccount', name, namespace: enforcer.namespace }],
    });
    this.networkPolicy = new NetworkPolicy(this, 'NetworkPolicy', {
      metadata,
      spec: () => ({
        podSelector: allowedPods({ [LABEL.name]: name }),
        policyTypes: ['Ingress', 'Egress'],
        egress: [
          {
            to: enforcer.apiServer.map((cidr) => rulePeer({ cidr })),
            ports: API_SERVER_PORTS.map((port) => ({ port, protocol: 'TCP' as const })),
          },
        ],
      }),
    });
    this.cronJob = new CronJob(this, 'CronJob', {
      metadata,
      spec: {
        schedule: EVERY_FIVE_MINUTES,
        timeZone: 'Etc/UTC',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 240,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: { spec: this.job(namespace, labels, name, enforcer.image, argumentsOf(bindings)) },
      },
    });
  }

  private job(namespace: string, labels: Record<string, string>, name: string, image: string, pairs: string[]) {
    const { volumes, volumeMounts } = writableVolumes([{ path: '/tmp' }]);
    return {
      backoffLimit: 2,
      activeDeadlineSeconds: 240,
      ttlSecondsAfterFinished: 3600,
      template: {
        metadata: { labels: { ...labels } },
        spec: {
          restartPolicy: 'Never' as const,
          serviceAccountName: name,
          // it speaks to the API server; nothing else in its namespace does
          automountServiceAccountToken: true,
          securityContext: { ...RESTRICTED_POD },
          containers: [
            {
              name: 'expiry',
              image,
              command: ['sh', '-c', SCRIPT, 'expiry', ...pairs],
              env: [
                { name: 'HOME', value: '/tmp' },
                { name: 'NAMESPACE', value: namespace },
              ],
              resources: resourceQuantities(RESOURCES),
              securityContext: { ...RESTRICTED_CONTAINER, capabilities: { drop: [...DROPPED_CAPABILITIES] } },
              volumeMounts,
            },
          ],
          volumes,
        },
      },
    };
  }
}

/** Name of what ends the grants of a namespace. */
export function expiryName(namespace: string): string {
  return `access-expiry-${namespace}`;
}

function argumentsOf(bindings: AccessExpiryProps['bindings']): string[] {
  return bindings.flatMap(({ name, expires }) => [name, String(epochSeconds(expires) ?? 0)]);
}

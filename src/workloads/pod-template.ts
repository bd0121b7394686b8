import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment' with { 'resolution-mode': 'import' };
import { WELL_KNOWN } from '../core/conventions';
import { httpProbes, type HttpHealth } from '../core/health';
import type { Labels } from '../core/labels';
import { resourceQuantities, type Resources } from '../core/resources';
import { DROPPED_CAPABILITIES, RESTRICTED_CONTAINER, RESTRICTED_POD } from '../core/restricted';
import type { ShutdownBudget } from '../core/shutdown';
import type { NumberToken, WithTokens } from '../core/token';
import { secondsOf } from '../core/whole-seconds';
import { writableVolumes, type WritablePath } from '../core/writable-path';
import type { SecretVariable } from '../parts/secrets/synced-secret';

/** The pod template of a workload controller, as plain data. */
export type PodTemplate = WithTokens<NonNullable<IDeployment['spec']>['template']>;

/** What a pod template is made from, with every default filled in. */
export interface PodTemplateProps {
  readonly name: string;
  readonly labels: Labels;
  readonly selector: Labels;
  readonly image: string;
  readonly port: number | NumberToken;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly secretVariables: readonly SecretVariable[];
  readonly resources: Resources;
  readonly health: HttpHealth;
  readonly shutdown: ShutdownBudget;
  readonly writablePaths: readonly WritablePath[];
}

/** Name of the port that serves requests. Services and probes refer to it. */
export const HTTP_PORT = 'http';

/** The pods of a workload: restricted, probed, spread over zones and nodes, with time to end. */
export function podTemplate(props: PodTemplateProps): PodTemplate {
  const { volumes, volumeMounts } = writableVolumes(props.writablePaths);
  const endpointRemoval = secondsOf(props.shutdown.endpointRemoval);
  return {
    metadata: { labels: { ...props.labels } },
    spec: {
      serviceAccountName: props.name,
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: secondsOf(props.shutdown.gracePeriod),
      securityContext: { ...RESTRICTED_POD },
      topologySpreadConstraints: [WELL_KNOWN.zone, WELL_KNOWN.hostname].map((key) => spreadOver(key, props.selector)),
      containers: [
        {
          name: props.name,
          image: props.image,
          ...(props.args.length > 0 && { args: [...props.args] }),
          ports: [{ name: HTTP_PORT, containerPort: props.port, protocol: 'TCP' }],
          env: [...literals(props.environment), ...props.secretVariables.map(copy)],
          resources: resourceQuantities(props.resources),
          ...httpProbes(props.health, HTTP_PORT),
          ...(endpointRemoval > 0 && { lifecycle: { preStop: { sleep: { seconds: endpointRemoval } } } }),
          securityContext: { ...RESTRICTED_CONTAINER, capabilities: { drop: [...DROPPED_CAPABILITIES] } },
          ...(volumeMounts.length > 0 && { volumeMounts }),
        },
      ],
      ...(volumes.length > 0 && { volumes }),
    },
  };
}

/**
 * Even over zones and nodes where there is room, never at the price of a pod that cannot start. The hash in the keys counts
 * the pods of one revision alone: otherwise a rollout ends skewed.
 */
function spreadOver(topologyKey: string, selector: Labels) {
  return {
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway' as const,
    labelSelector: { matchLabels: { ...selector } },
    matchLabelKeys: [WELL_KNOWN.podTemplateHash],
  };
}

/** Sorted by name, so that the order in which a caller writes them never restarts a pod. */
function literals(environment: Readonly<Record<string, string>>) {
  return Object.entries(environment)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value }));
}

function copy({ name, valueFrom }: SecretVariable) {
  return { name, valueFrom: { secretKeyRef: { ...valueFrom.secretKeyRef } } };
}

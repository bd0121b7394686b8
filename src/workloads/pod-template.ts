import { configHash } from '../core/config-files';
import { ANNOTATION } from '../core/conventions';
import type { Health } from '../core/health';
import { placementFields } from '../core/placement';
import { probes, type ProbedPort } from '../core/probes';
import { restrictedPod } from '../core/restricted';
import type { ShutdownBudget } from '../core/shutdown';
import { secondsOf } from '../core/whole-seconds';
import type { PodSet } from '../core/workload';
import type { SecretVariable } from '../parts/secrets/synced-secret';
import {
  container,
  filled,
  type ContainerFields,
  type ContainerPort,
  type ContainerProps,
  type MountFields,
  type PodTemplate,
} from './container';
import type { ExtraContainer, Sidecar } from './extra-container';
import type { PodProps } from './pod-props';
import { extraMounts, mainVolumes, ownVolumes, type Volumes } from './pod-volumes';

/** What a kind of workload decides of its pods. */
export interface PodKind {
  /** Ports that the main container listens on. */
  readonly ports?: readonly ContainerPort[];
  /** How the main container's health is asked. None for pods that end. */
  readonly health?: { readonly checks: Health; readonly port?: ProbedPort };
  readonly shutdown: ShutdownBudget;
  /** Whether the pods end by themselves. */
  readonly ends?: true;
  /** Label that tells the pods of one revision from those of the next, where the controller sets one. */
  readonly revisionLabel?: string;
  /** Where the main container has volumes that outlive the pods. */
  readonly kept?: readonly MountFields[];
}

/** The pods of a workload: restricted, probed, placed, with time to end. What is undefined is not rendered. */
export function podTemplate(
  pods: PodSet,
  props: PodProps,
  secretVariables: readonly SecretVariable[],
  kind: PodKind,
): PodTemplate {
  const { initContainers = [], sidecars = [], imagePullSecrets = [], configFiles = [] } = props;
  const { volumes, mounts } = mainVolumes(pods.name, props);
  const all: Volumes = { volumes, mounts: mounts.concat(kind.kept ?? []) };
  const extraVolumes = initContainers.concat(sidecars).flatMap((extra) => ownVolumes(extra).volumes);
  const early = sidecars
    .map((sidecar) => extraContainer(sidecar, all, secretVariables, running(sidecar)))
    .concat(initContainers.map((extra) => extraContainer(extra, all, secretVariables)));
  const placed = placementFields(
    props.placement ?? {},
    kind.ends ? undefined : { selector: pods.selector, revisionLabel: kind.revisionLabel },
  );
  return {
    metadata: {
      labels: { ...pods.labels },
      annotations: configFiles.length > 0 ? { [ANNOTATION.configHash]: configHash(configFiles) } : undefined,
    },
    spec: {
      serviceAccountName: pods.name,
      automountServiceAccountToken: false,
      restartPolicy: kind.ends ? 'Never' : undefined,
      terminationGracePeriodSeconds: secondsOf(pods.gracePeriod),
      securityContext: restrictedPod(props.user),
      nodeSelector: placed.nodeSelector,
      affinity: placed.affinity,
      tolerations: placed.tolerations,
      priorityClassName: placed.priorityClassName,
      topologySpreadConstraints: placed.topologySpreadConstraints,
      imagePullSecrets: filled(imagePullSecrets.map((name) => ({ name }))),
      initContainers: filled(early),
      containers: [
        container({
          name: pods.name,
          image: props.image,
          command: props.command,
          args: props.args,
          environment: props.environment,
          resources: props.resources,
          secretVariables,
          ports: kind.ports ?? [],
          probes: kind.health ? probes(kind.health.checks, kind.health.port) : {},
          mounts: all.mounts,
          sleepSeconds: secondsOf(kind.shutdown.preStopSleep),
        }),
      ],
      volumes: filled(volumes.concat(extraVolumes)),
    },
  };
}

/** What sidecars have, and init containers have not. */
type Running = Pick<ContainerProps, 'restartPolicy' | 'ports' | 'probes'>;

const ENDS: Running = { ports: [], probes: {} };

function extraContainer(
  extra: ExtraContainer,
  main: Volumes,
  secretVariables: readonly SecretVariable[],
  { restartPolicy, ports, probes: own }: Running = ENDS,
): ContainerFields {
  return container({
    name: extra.name,
    image: extra.image,
    command: extra.command,
    args: extra.args,
    environment: extra.environment,
    resources: extra.resources,
    secretVariables: extra.secretVariables
      ? secretVariables.filter(({ name }) => extra.secretVariables?.includes(name))
      : [],
    restartPolicy,
    ports,
    probes: own,
    mounts: extraMounts(extra, main),
    sleepSeconds: 0,
  });
}

/** What makes an init container a sidecar, and tells when it has started. */
function running({ port, health }: Sidecar): Running {
  const probed = port === undefined ? undefined : { port };
  return { restartPolicy: 'Always', ports: probed ? [probed] : [], probes: health ? probes(health, probed) : {} };
}

import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment' with { 'resolution-mode': 'import' };
import type { Probes } from '../core/probes';
import { resourceQuantities, type Resources } from '../core/resources';
import { restrictedContainer } from '../core/restricted';
import type { NumberToken, WithTokens } from '../core/token';
import type { SecretVariable } from '../parts/secrets/synced-secret';

/** The pod template of a workload controller, as plain data. */
export type PodTemplate = WithTokens<NonNullable<IDeployment['spec']>['template']>;
type PodSpec = NonNullable<PodTemplate['spec']>;

/** A container as plain data. */
export type ContainerFields = PodSpec['containers'][number];
/** A volume of a pod, as plain data. */
export type VolumeFields = NonNullable<PodSpec['volumes']>[number];
/** Where a container has a volume, as plain data. */
export type MountFields = NonNullable<ContainerFields['volumeMounts']>[number];

/** A variable of a container, as plain data. */
type VariableFields = NonNullable<ContainerFields['env']>[number];

/** A port of a container. */
export interface ContainerPort {
  readonly name?: string;
  readonly port: number | NumberToken;
}

/** What a container is made from. */
export interface ContainerProps {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secretVariables: readonly SecretVariable[];
  readonly resources: Resources;
  readonly ports: readonly ContainerPort[];
  readonly probes: Probes;
  readonly mounts: readonly MountFields[];
  /** Time that the container sleeps before it is told to end. */
  readonly sleepSeconds: number;
  /** `Always` makes an init container a sidecar. */
  readonly restartPolicy?: 'Always';
}

/** A container that meets the restricted profile. What is undefined is not rendered. */
export function container(props: ContainerProps): ContainerFields {
  const { ports, mounts, sleepSeconds } = props;
  return {
    name: props.name,
    image: props.image,
    restartPolicy: props.restartPolicy,
    command: props.command && filled(props.command),
    args: props.args && filled(props.args),
    ports: filled(ports.map(portFields)),
    env: filled(variables(props)),
    resources: resourceQuantities(props.resources),
    startupProbe: props.probes.startupProbe,
    readinessProbe: props.probes.readinessProbe,
    livenessProbe: props.probes.livenessProbe,
    lifecycle: sleepSeconds > 0 ? { preStop: { sleep: { seconds: sleepSeconds } } } : undefined,
    securityContext: restrictedContainer(),
    volumeMounts: filled(mounts),
  };
}

/** A list of its own, or nothing where it would be empty: empty lists are left out. */
export function filled<Item>(items: readonly Item[]): Item[] | undefined {
  return items.length > 0 ? [...items] : undefined;
}

function portFields({ name, port }: ContainerPort) {
  return { name, containerPort: port, protocol: 'TCP' as const };
}

/** Sorted by name, so that the order in which a caller writes them never restarts a pod. */
function variables({ environment = {}, secretVariables }: ContainerProps) {
  const all: VariableFields[] = [];
  for (const name of Object.keys(environment).sort()) all.push({ name, value: environment[name] });
  for (const { name, valueFrom } of secretVariables)
    all.push({ name, valueFrom: { secretKeyRef: { ...valueFrom.secretKeyRef } } });
  return all;
}

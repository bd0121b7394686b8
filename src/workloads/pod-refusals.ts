import { CONFIG_FILES_SHAPE, configFilesRefusals } from '../core/config-files';
import { imageRefusal } from '../core/image';
import { labelValueRefusal } from '../core/labels';
import { mountRefusals, type Mount } from '../core/mount';
import { dnsLabelRefusal, dnsSubdomainRefusal } from '../core/names';
import { PLACEMENT_SHAPE, placementRefusals } from '../core/placement';
import { environmentRefusals, processTextRefusal } from '../core/process-text';
import { PROJECTED_FILES_SHAPE, projectedFilesRefusals, TOKENS_SHAPE, tokensRefusals } from '../core/projected-files';
import { allRefusals, type Refusal } from '../core/refusal';
import { resourceRefusals, RESOURCES_SHAPE } from '../core/resources';
import { userRefusal } from '../core/restricted';
import { ROTATION_SHAPE } from '../core/rotation';
import { SECRET_STORE_SHAPE, SECRETS_SHAPE, type SecretReference } from '../core/secret-ref';
import { duration, list, number, optional, text, textByName, type Shapes } from '../core/shape';
import { WRITABLE_PATHS_SHAPE, writablePathRefusals } from '../core/writable-path';
import { EXTRA_CONTAINERS_SHAPE, extraContainersRefusals, SIDECARS_SHAPE } from './extra-container-refusals';
import type { PodProps } from './pod-props';
import { podMounts } from './pod-volumes';

/** What the props of all workloads must be before they are read. */
export const POD_SHAPES: Shapes = {
  image: text,
  resources: RESOURCES_SHAPE,
  name: optional(text),
  namespace: optional(text),
  partOf: optional(text),
  command: optional(list(text)),
  args: optional(list(text)),
  environment: optional(textByName),
  secrets: optional(SECRETS_SHAPE),
  secretStore: optional(SECRET_STORE_SHAPE),
  secretOwner: optional(text),
  secretRotation: optional(ROTATION_SHAPE),
  secretRefreshInterval: optional(duration),
  configFiles: optional(CONFIG_FILES_SHAPE),
  projectedFiles: optional(PROJECTED_FILES_SHAPE),
  serviceAccountTokens: optional(TOKENS_SHAPE),
  writablePaths: optional(WRITABLE_PATHS_SHAPE),
  initContainers: optional(EXTRA_CONTAINERS_SHAPE),
  sidecars: optional(SIDECARS_SHAPE),
  placement: optional(PLACEMENT_SHAPE),
  imagePullSecrets: optional(list(text)),
  user: optional(number),
};

/** Who a workload is. */
export interface Identity {
  readonly name: string;
  readonly namespace: string;
  readonly partOf: string;
}

/** Everything that is wrong with what a workload says of its pods. What its parts judge themselves is left to them. */
export function podRefusals(
  { name, namespace, partOf }: Identity,
  props: PodProps,
  mounts: readonly Mount[] = [],
): Refusal[] {
  const all = podMounts(props, mounts);
  const { environment = {}, secrets = [] } = props;
  return allRefusals(
    dnsLabelRefusal('name', name),
    namespace === '' ? noNamespace() : dnsLabelRefusal('namespace', namespace),
    imageRefusal('image', props.image),
    resourceRefusals('resources', props.resources),
    props.writablePaths && writablePathRefusals('writablePaths', props.writablePaths),
    props.configFiles && configFilesRefusals('configFiles', props.configFiles),
    props.projectedFiles && projectedFilesRefusals('projectedFiles', props.projectedFiles),
    props.serviceAccountTokens && tokensRefusals('serviceAccountTokens', props.serviceAccountTokens),
    mountRefusals(all),
    extraContainersRefusals(name, props, all),
    props.placement && placementRefusals('placement', props.placement),
    props.imagePullSecrets?.map((secret, index) => dnsSubdomainRefusal(`imagePullSecrets[${index}]`, secret)),
    props.user === undefined ? undefined : userRefusal('user', props.user),
    secrets.length === 0 ? careOfNothing(props) : secretsWithoutStore(secrets, props),
    variablesTwice(environment, secrets),
    environmentRefusals('environment', environment),
    props.command?.map((word, index) => processTextRefusal(`command[${index}]`, word)),
    props.args?.map((word, index) => processTextRefusal(`args[${index}]`, word)),
    labelValueRefusal('partOf', partOf),
  );
}

function noNamespace(): Refusal {
  return {
    prop: 'namespace',
    problem: 'is missing',
    allowed: 'an explicit namespace',
    fix: "set it here or on the chart: new Chart(app, id, { namespace: '...' })",
  };
}

function secretsWithoutStore(secrets: readonly SecretReference[], { secretStore }: PodProps): Refusal[] {
  if (secretStore) return [];
  return [
    {
      prop: 'secretStore',
      problem: `is missing, so the ${secrets.length} secret(s) come from nowhere`,
      allowed: 'a secret store',
      fix: 'pass one, such as new AwsSecretStore(...)',
    },
  ];
}

function careOfNothing({ secretOwner, secretRotation, secretRefreshInterval }: PodProps): Refusal[] {
  return Object.entries({ secretOwner, secretRotation, secretRefreshInterval })
    .filter(([, value]) => value !== undefined)
    .map(([prop]) => ({
      prop,
      problem: 'is for secrets, and there are none',
      allowed: 'secrets beside it',
      fix: 'declare them, or remove it',
    }));
}

function variablesTwice(environment: Readonly<Record<string, string>>, secrets: readonly SecretReference[]): Refusal[] {
  return secrets
    .filter(({ variable }) => Object.hasOwn(environment, variable))
    .map(({ variable }) => ({
      prop: `environment.${variable}`,
      problem: 'is also a secret',
      allowed: 'one source for each variable',
      fix: 'remove it from environment or from secrets',
    }));
}

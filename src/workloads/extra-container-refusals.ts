import { HEALTH_SHAPE, healthRefusals } from '../core/health-refusals';
import { imageRefusal } from '../core/image';
import type { Mount } from '../core/mount';
import { dnsLabelRefusal } from '../core/names';
import { portRefusal } from '../core/port';
import { environmentRefusals, processTextRefusal } from '../core/process-text';
import { allRefusals, type Refusal } from '../core/refusal';
import { resourceRefusals, RESOURCES_SHAPE } from '../core/resources';
import { group, list, number, optional, text, textByName } from '../core/shape';
import { WRITABLE_PATHS_SHAPE, writablePathRefusals } from '../core/writable-path';
import type { ExtraContainer, Sidecar } from './extra-container';
import type { PodProps } from './pod-props';

const SHAPES = {
  name: text,
  image: text,
  resources: RESOURCES_SHAPE,
  command: optional(list(text)),
  args: optional(list(text)),
  environment: optional(textByName),
  secretVariables: optional(list(text)),
  writablePaths: optional(WRITABLE_PATHS_SHAPE),
  sharedPaths: optional(list(text)),
};

/** What init containers must be before they are read. */
export const EXTRA_CONTAINERS_SHAPE = list(group(SHAPES));
/** What sidecars must be before they are read. */
export const SIDECARS_SHAPE = list(group({ ...SHAPES, port: optional(number), health: optional(HEALTH_SHAPE) }));

/** What the containers beside the main one may refer to. */
interface Surroundings {
  readonly folders: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
}

/** What is wrong with the containers beside the main one. `mounts` are all of the pod. */
export function extraContainersRefusals(main: string, props: PodProps, mounts: readonly Mount[]): Refusal[] {
  const { initContainers = [], sidecars = [], secrets = [] } = props;
  if (initContainers.length === 0 && sidecars.length === 0) return [];
  const around: Surroundings = {
    folders: new Set(mounts.filter(({ prefix }) => prefix === undefined).map(({ path }) => path)),
    variables: new Set(secrets.map(({ variable }) => variable)),
  };
  const all = [
    ...initContainers.map((extra, index) => ({ prop: `initContainers[${index}]`, extra })),
    ...sidecars.map((extra, index) => ({ prop: `sidecars[${index}]`, extra })),
  ];
  const names = [main, ...all.map(({ extra }) => extra.name)];
  return allRefusals(
    all.flatMap(({ prop, extra }) => containerRefusals(prop, extra, around)),
    all.map(({ prop, extra }, index) => (names.indexOf(extra.name) <= index ? sameName(prop, extra) : undefined)),
    sidecars.flatMap((sidecar, index) => sidecarRefusals(`sidecars[${index}]`, sidecar)),
  );
}

function unreachable(prop: string): Refusal {
  return {
    prop: `${prop}.port`,
    problem: `is missing, which ${prop}.health is asked on`,
    allowed: 'the port that it answers on',
    fix: "name it, or ask by a command: { probe: 'exec', readyCommand: [...] }",
  };
}

function containerRefusals(prop: string, extra: ExtraContainer, around: Surroundings): Refusal[] {
  const { command, args, environment, writablePaths } = extra;
  const wordRefusal = (word: string) => processTextRefusal(`${prop}.command and args`, word);
  return allRefusals(
    dnsLabelRefusal(`${prop}.name`, extra.name),
    imageRefusal(`${prop}.image`, extra.image),
    resourceRefusals(`${prop}.resources`, extra.resources),
    writablePaths && writablePathRefusals(`${prop}.writablePaths`, writablePaths),
    environment && environmentRefusals(`${prop}.environment`, environment),
    command?.map(wordRefusal),
    args?.map(wordRefusal),
    extra.sharedPaths && sharedPathsRefusals(prop, extra.sharedPaths, extra, around),
    extra.secretVariables && secretVariablesRefusals(prop, extra.secretVariables, extra, around),
  );
}

function sharedPathsRefusals(
  prop: string,
  sharedPaths: readonly string[],
  { writablePaths = [] }: ExtraContainer,
  { folders }: Surroundings,
): Refusal[] {
  return [
    ...sharedPaths
      .filter((path) => !folders.has(path))
      .map((path) => ({
        prop: `${prop}.sharedPaths`,
        value: path,
        problem: 'is no folder that is mounted in the main container',
        allowed: [...folders].join(', '),
        fix: 'name one of them, or add it to writablePaths of the workload',
      })),
    ...sharedPaths
      .filter((path) => writablePaths.some((own) => own.path === path))
      .map((path) => ({
        prop: `${prop}.sharedPaths`,
        value: path,
        problem: 'is a folder of its own too',
        allowed: 'one volume for each folder',
        fix: 'remove it from sharedPaths or from writablePaths',
      })),
  ];
}

function secretVariablesRefusals(
  prop: string,
  secretVariables: readonly string[],
  { environment = {} }: ExtraContainer,
  { variables }: Surroundings,
): Refusal[] {
  return [
    ...secretVariables
      .filter((variable) => !variables.has(variable))
      .map((variable) => ({
        prop: `${prop}.secretVariables`,
        value: variable,
        problem: 'is no secret of the workload',
        allowed: variables.size === 0 ? 'none: the workload has no secrets' : [...variables].join(', '),
        fix: 'add it to secrets of the workload',
      })),
    ...secretVariables
      .filter((variable) => Object.hasOwn(environment, variable))
      .map((variable) => ({
        prop: `${prop}.environment.${variable}`,
        problem: 'is also a secret',
        allowed: 'one source for each variable',
        fix: 'remove it from environment or from secretVariables',
      })),
  ];
}

function sameName(prop: string, { name }: ExtraContainer): Refusal {
  return {
    prop: `${prop}.name`,
    value: name,
    problem: 'is the name of another container of the pod',
    allowed: 'each name once; the main container is named after the workload',
    fix: 'rename it',
  };
}

function sidecarRefusals(prop: string, { port, health }: Sidecar): Refusal[] {
  const asksPort = health !== undefined && health.probe !== 'exec' && health.probe !== 'none';
  return allRefusals(
    port === undefined ? undefined : portRefusal(`${prop}.port`, port),
    asksPort && port === undefined ? unreachable(prop) : undefined,
    health && healthRefusals(`${prop}.health`, health),
  );
}

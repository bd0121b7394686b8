import { HEALTH_SHAPE, healthRefusals } from '../core/health-refusals';
import { imageRefusal } from '../core/image';
import type { Mount } from '../core/mount';
import { dnsLabelRefusal } from '../core/names';
import { portRefusal } from '../core/port';
import { environmentRefusals, processTextRefusal } from '../core/process-text';
import type { Refusal } from '../core/refusal';
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
  return [
    ...all.flatMap(({ prop, extra }) => containerRefusals(prop, extra, around)),
    ...all
      .filter(({ extra }, index) => names.indexOf(extra.name) <= index)
      .map(({ prop, extra }) => sameName(prop, extra)),
    ...sidecars.flatMap((sidecar, index) => sidecarRefusals(`sidecars[${index}]`, sidecar)),
  ];
}

function unreachable(prop: string): Refusal {
  return {
    prop: `${prop}.port`,
    problem: `is missing, which ${prop}.health is asked on`,
    allowed: 'the port that it answers on',
    fix: "name it, or ask by a command: { probe: 'exec', readyCommand: [...] }",
  };
}

function containerRefusals(prop: string, extra: ExtraContainer, { folders, variables }: Surroundings): Refusal[] {
  const { environment = {}, writablePaths = [] } = extra;
  const strange: Refusal[] = [
    ...(extra.sharedPaths ?? [])
      .filter((path) => !folders.has(path))
      .map((path) => ({
        prop: `${prop}.sharedPaths`,
        value: path,
        problem: 'is no folder that is mounted in the main container',
        allowed: [...folders].join(', '),
        fix: 'name one of them, or add it to writablePaths of the workload',
      })),
    ...(extra.sharedPaths ?? [])
      .filter((path) => writablePaths.some((own) => own.path === path))
      .map((path) => ({
        prop: `${prop}.sharedPaths`,
        value: path,
        problem: 'is a folder of its own too',
        allowed: 'one volume for each folder',
        fix: 'remove it from sharedPaths or from writablePaths',
      })),
    ...(extra.secretVariables ?? [])
      .filter((variable) => !variables.has(variable))
      .map((variable) => ({
        prop: `${prop}.secretVariables`,
        value: variable,
        problem: 'is no secret of the workload',
        allowed: variables.size === 0 ? 'none: the workload has no secrets' : [...variables].join(', '),
        fix: 'add it to secrets of the workload',
      })),
    ...(extra.secretVariables ?? [])
      .filter((variable) => Object.hasOwn(environment, variable))
      .map((variable) => ({
        prop: `${prop}.environment.${variable}`,
        problem: 'is also a secret',
        allowed: 'one source for each variable',
        fix: 'remove it from environment or from secretVariables',
      })),
  ];
  const words = [...(extra.command ?? []), ...(extra.args ?? [])];
  const refusals = [
    dnsLabelRefusal(`${prop}.name`, extra.name),
    imageRefusal(`${prop}.image`, extra.image),
    ...resourceRefusals(`${prop}.resources`, extra.resources),
    ...writablePathRefusals(`${prop}.writablePaths`, writablePaths),
    ...environmentRefusals(`${prop}.environment`, environment),
    ...words.map((word) => processTextRefusal(`${prop}.command and args`, word)),
  ];
  return [...refusals.filter((refusal) => refusal !== undefined), ...strange];
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
  const numbered = port === undefined ? undefined : portRefusal(`${prop}.port`, port);
  return [
    ...(numbered ? [numbered] : []),
    ...(asksPort && port === undefined ? [unreachable(prop)] : []),
    ...(health ? healthRefusals(`${prop}.health`, health) : []),
  ];
}

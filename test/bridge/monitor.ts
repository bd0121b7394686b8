import type { RegisterResourceRequest, RegisterResourceResponse } from '@pulumi/pulumi/proto/resource_pb';
import * as pulumi from '@pulumi/pulumi';
import { MockMonitor } from '@pulumi/pulumi/runtime/mocks';
import { specialSecretSig, specialSigKey, unknownValue } from '@pulumi/pulumi/runtime/rpc';
import { getMonitor } from '@pulumi/pulumi/runtime/settings';

/** One registration as the engine gets it. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly parent: string;
  /** URNs. */
  readonly dependencies: readonly string[];
  /** Inputs with secrets as `{ secret: value }` and unknowns as `UNKNOWN`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly custom: boolean;
  readonly version: string;
  readonly provider: string;
  readonly aliases: readonly { readonly name: string; readonly type: string; readonly parent: string }[];
  readonly ignoreChanges: readonly string[];
  readonly protect: boolean;
  readonly additionalSecretOutputs: readonly string[];
}

export const UNKNOWN = '<unknown>';

/** Settings of one recorded run. */
export interface RunOptions {
  /** @default false */
  readonly preview?: boolean;
  /** Fields that objects of a type have once they are deployed, besides their inputs. */
  readonly live?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const PROJECT = 'shop';
const STACK = 'dev';

/** Runs a program against a monitor that records every registration, and waits until all are through. */
export async function record(
  program: () => unknown,
  { preview = false, live = {} }: RunOptions = {},
): Promise<Registration[]> {
  const mocks: pulumi.runtime.Mocks = {
    call: () => ({}),
    newResource: ({ name, type, inputs }) => ({
      id: preview ? undefined : `${name}-id`,
      state: { ...(inputs as object), ...live[type] },
    }),
  };
  await pulumi.runtime.setMocks(mocks, PROJECT, STACK, preview);
  const registrations = recordOn(getMonitor());
  try {
    program();
  } finally {
    await pulumi.runtime.disconnect();
  }
  return registrations;
}

/** The registration of a logical name; of a type too, where two share the name. */
export function named(registrations: readonly Registration[], name: string, type = ''): Registration {
  const found = registrations.filter((registration) => registration.name === name && registration.type.endsWith(type));
  if (found.length !== 1 || found[0] === undefined)
    throw new Error(`${found.length} of ${registrations.map(({ name: one }) => one).join(', ')} are ${name}`);
  return found[0];
}

/** Logical names of the resources that a registration depends on, sorted. */
export function dependencyNames({ dependencies }: Registration): string[] {
  return dependencies.map((urn) => urn.slice(urn.lastIndexOf('::') + 2)).sort();
}

/** Plain mocks show inputs only. This also keeps what the SDK says beside them, and makes URNs as the engine does. */
function recordOn(monitor: unknown): Registration[] {
  if (!(monitor instanceof MockMonitor)) throw new Error('setMocks installed no mock monitor');
  const registrations: Registration[] = [];
  const stock = monitor.registerResource.bind(monitor);
  monitor.registerResource = async (request: RegisterResourceRequest, callback: Callback) => {
    const registration = read(request);
    const twin = registrations.some(({ urn }) => urn === registration.urn);
    registrations.push(registration);
    await stock(request, (error: unknown, response: RegisterResourceResponse) => {
      const resource = error === null ? monitor.resources.get(response.getUrn()) : undefined;
      if (resource !== undefined) {
        response.setUrn(registration.urn);
        monitor.resources.set(registration.urn, { ...resource, urn: registration.urn });
      }
      callback(twin ? new Error(`duplicate resource URN ${registration.urn}`) : error, response);
    });
  };
  return registrations;
}

type Callback = (error: unknown, response: RegisterResourceResponse) => void;

function read(request: RegisterResourceRequest): Registration {
  return {
    type: request.getType(),
    name: request.getName(),
    urn: urnOf(request),
    parent: request.getParent(),
    dependencies: request.getDependenciesList(),
    inputs: revealFields(request.getObject()?.toJavaScript() ?? {}),
    custom: request.getCustom(),
    version: request.getVersion(),
    provider: request.getProvider(),
    aliases: request.getAliasesList().map((alias) => ({
      name: alias.getSpec()?.getName() ?? '',
      type: alias.getSpec()?.getType() ?? '',
      parent: alias.getSpec()?.getParenturn() ?? '',
    })),
    ignoreChanges: request.getIgnorechangesList(),
    protect: request.getProtect() ?? false,
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
  };
}

/** The URNs under which the engine looks for a resource besides its own: what its aliases come to. */
export function formerUrns({ aliases, type, name }: Registration): string[] {
  return aliases.map((alias) => {
    const parents = alias.parent.split('::')[2] ?? '';
    const chain = parents === 'pulumi:pulumi:Stack' ? '' : `${parents}$`;
    return `urn:pulumi:${STACK}::${PROJECT}::${chain}${alias.type || type}::${alias.name || name}`;
  });
}

/** A resource of a cloud; its id is known after deployment and unknown in a preview. */
export class CloudResource extends pulumi.CustomResource {
  constructor(name: string) {
    super('aws:rds/instance:Instance', name, {});
  }
}

/** The engine's URN has the types of all parents; the stock mock keeps only the direct parent's. */
function urnOf(request: RegisterResourceRequest): string {
  const parentTypes = request.getParent().split('::')[2];
  const chain = parentTypes === undefined ? request.getType() : `${parentTypes}$${request.getType()}`;
  return `urn:pulumi:${STACK}::${PROJECT}::${chain}::${request.getName()}`;
}

function reveal(value: unknown): unknown {
  if (value === unknownValue) return UNKNOWN;
  if (Array.isArray(value)) return value.map(reveal);
  if (typeof value !== 'object' || value === null) return value;
  if (specialSigKey in value && value[specialSigKey] === specialSecretSig && 'value' in value)
    return { secret: reveal(value.value) };
  return revealFields(value);
}

function revealFields(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, inner]: [string, unknown]) => [key, reveal(inner)]));
}

import type { RegisterResourceRequest, RegisterResourceResponse } from '@pulumi/pulumi/proto/resource_pb';
import { runtime } from '@pulumi/pulumi';
import { MockMonitor } from '@pulumi/pulumi/runtime/mocks';
import { markedFields } from './marks';

/** A resource as a program registers it, as plain data. */
export interface MockResource {
  /** Type token: `kubernetes:apps/v1:Deployment`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly urn: string;
  /** URN of its parent; empty for a resource of the stack itself. */
  readonly parent: string;
  /** URNs. */
  readonly dependencies: readonly string[];
  /** Secrets are `secret(value)`, what a preview does not know is `UNKNOWN`. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** False for a component. */
  readonly custom: boolean;
  /** Version of the provider that is asked for; empty when none is. */
  readonly version: string;
  /** Reference of its provider; empty for the default one. */
  readonly provider: string;
  readonly aliases: readonly { readonly name: string; readonly type: string; readonly parent: string }[];
  readonly ignoreChanges: readonly string[];
  readonly protect: boolean;
  readonly additionalSecretOutputs: readonly string[];
}

/** The names under which URNs are made. */
export interface StackIdentity {
  readonly project: string;
  readonly stack: string;
}

type Callback = (error: unknown, response: RegisterResourceResponse) => void;

/** Plain mocks show inputs only. This also keeps what the SDK says beside them, and makes URNs as the engine does. */
export function recordRegistrations(identity: StackIdentity, fail: (reason: unknown) => void): readonly MockResource[] {
  const monitor: unknown = runtime.getMonitor();
  if (!(monitor instanceof MockMonitor)) throw new Error('setMocks installed no mock monitor; update @pulumi/pulumi');
  const registrations: MockResource[] = [];
  const stock = monitor.registerResource.bind(monitor);
  monitor.registerResource = async (request: RegisterResourceRequest, callback: Callback) => {
    const registration = read(request, identity);
    // an engine would refuse it; here that would reject outputs which no test could catch
    if (registrations.some(({ urn }) => urn === registration.urn))
      fail(new Error(`duplicate resource URN ${registration.urn}; give one of the two another name`));
    registrations.push(registration);
    await stock(request, (error: unknown, response: RegisterResourceResponse) => {
      const resource = error === null ? monitor.resources.get(response.getUrn()) : undefined;
      if (resource !== undefined) {
        response.setUrn(registration.urn);
        monitor.resources.set(registration.urn, { ...resource, urn: registration.urn });
      }
      callback(error, response);
    });
  };
  return registrations;
}

function read(request: RegisterResourceRequest, identity: StackIdentity): MockResource {
  return {
    type: request.getType(),
    name: request.getName(),
    urn: urnOf(request, identity),
    parent: request.getParent(),
    dependencies: request.getDependenciesList(),
    inputs: markedFields(request.getObject()?.toJavaScript() ?? {}),
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

/** The engine's URN has the types of all parents; the stock mock keeps only the direct parent's. */
function urnOf(request: RegisterResourceRequest, { project, stack }: StackIdentity): string {
  const parentTypes = request.getParent().split('::')[2];
  const chain = parentTypes === undefined ? request.getType() : `${parentTypes}$${request.getType()}`;
  return `urn:pulumi:${stack}::${project}::${chain}::${request.getName()}`;
}

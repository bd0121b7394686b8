import {
  CheckFailure,
  CheckRequest,
  DiffResponse,
  PropertyDiff,
  type ConfigureRequest,
} from '@pulumi/pulumi/proto/provider_pb';
import type { JsonObject } from '../protocol/json';
import { fromStruct, revealedObject } from '../protocol/property-map';
import { pathText } from './difference';
import type { DiffResult } from './operations/diff';

/** Arguments of the provider: structured from an engine of today, texts under `kubernetes:config:` from an older one. */
export function providerArguments(request: ConfigureRequest): JsonObject {
  const args = request.getArgs();
  if (args !== undefined) return revealedObject(fromStruct(args));
  return Object.fromEntries(
    request
      .getVariablesMap()
      .toArray()
      .map(([key, value]) => [key.slice(key.lastIndexOf(':') + 1), value]),
  );
}

/** The name that the engine wants for an object without one. @throws when the stack forbids made-up names */
export function proposedName(request: CheckRequest): string | undefined {
  const options = request.getAutonaming();
  if (options === undefined) return undefined;
  if (options.getMode() === CheckRequest.AutonamingOptions.Mode.DISABLE) {
    throw new Error('autonaming is disabled, resource requires the .metadata.name field to be set');
  }
  return options.getProposedName();
}

/** Why an input is refused. */
export function failureMessage({
  property,
  reason,
}: {
  readonly property: string;
  readonly reason: string;
}): CheckFailure {
  return new CheckFailure().setProperty(property).setReason(reason);
}

/** The engine's form of a comparison: each change by its path. */
export function diffMessage({ changes, replaces, deleteBeforeReplace }: DiffResult): DiffResponse {
  const response = new DiffResponse()
    .setChanges(changes.length === 0 ? DiffResponse.DiffChanges.DIFF_NONE : DiffResponse.DiffChanges.DIFF_SOME)
    .setReplacesList([...replaces])
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(true);
  const { Kind } = PropertyDiff;
  const kinds = {
    add: [Kind.ADD, Kind.ADD_REPLACE],
    delete: [Kind.DELETE, Kind.DELETE_REPLACE],
    update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
  } as const;
  for (const change of changes) {
    const path = pathText(change.path);
    const [inPlace, replacing] = kinds[change.kind];
    const kind = replaces.includes(path) ? replacing : inPlace;
    response.getDetaileddiffMap().set(path, new PropertyDiff().setKind(kind).setInputdiff(true));
  }
  return response;
}

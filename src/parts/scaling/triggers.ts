import type { EventTrigger } from '../../core/event-trigger';

/** `triggers` of KEDA's objects, as plain data. */
export function triggersOf(triggers: readonly EventTrigger[]) {
  return triggers.flatMap(({ scalers, authentication }) =>
    scalers.map(({ type, metadata }) => ({
      type,
      metadata: { ...metadata },
      ...(authentication && { authenticationRef: { kind: authentication.kind, name: authentication.name } }),
    })),
  );
}

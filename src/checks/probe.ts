import { dataAt } from './data';
import type { Data } from './data';

const HANDLERS = [
  { field: 'startupProbe', path: ['startupProbe'] },
  { field: 'readinessProbe', path: ['readinessProbe'] },
  { field: 'livenessProbe', path: ['livenessProbe'] },
  { field: 'preStop', path: ['lifecycle', 'preStop'] },
  { field: 'postStart', path: ['lifecycle', 'postStart'] },
] as const;

/** Something that a node asks or does in a container: a probe, or a hook of its life cycle. */
export interface Handler {
  readonly field: (typeof HANDLERS)[number]['field'];
  /** The field with what is around it: `lifecycle.preStop`. */
  readonly path: string;
  readonly spec: Data;
}

/** The probes and hooks of a container. */
export function handlersOf(container: Data): Handler[] {
  return HANDLERS.flatMap(({ field, path }) => {
    const spec = dataAt(container, ...path);
    return Object.keys(spec).length === 0 ? [] : [{ field, path: path.join('.'), spec }];
  });
}

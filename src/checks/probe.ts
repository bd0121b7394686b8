import { asData, isData, valueAt } from './data';
import type { Data } from './data';

/** Something that a node asks or does in a container: a probe, or a hook of its life cycle. */
export interface Handler {
  readonly field: 'startupProbe' | 'readinessProbe' | 'livenessProbe' | 'preStop' | 'postStart';
  /** The field with what is around it: `lifecycle.preStop`. */
  readonly path: string;
  readonly spec: Data;
}

/** The probes and hooks of a container. */
export function handlersOf(container: Data): readonly Handler[] {
  const found: Handler[] = [];
  add(found, container, 'startupProbe', 'startupProbe');
  add(found, container, 'readinessProbe', 'readinessProbe');
  add(found, container, 'livenessProbe', 'livenessProbe');
  if (container['lifecycle'] === undefined) return found;
  const lifecycle = asData(container['lifecycle']);
  add(found, lifecycle, 'preStop', 'lifecycle.preStop');
  add(found, lifecycle, 'postStart', 'lifecycle.postStart');
  return found;
}

function add(found: Handler[], data: Data, field: Handler['field'], path: string): void {
  const spec = valueAt(data, field);
  if (isData(spec) && Object.keys(spec).length > 0) found.push({ field, path, spec });
}

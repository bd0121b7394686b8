import { dataAt } from './data';
import type { Data } from './data';

const FIELDS = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;

/** A question that a node asks a container again and again. */
export interface Probe {
  readonly field: (typeof FIELDS)[number];
  readonly spec: Data;
}

/** The probes of a container. */
export function probesOf(container: Data): Probe[] {
  return FIELDS.map((field) => ({ field, spec: dataAt(container, field) })).filter(
    ({ spec }) => Object.keys(spec).length > 0,
  );
}

/** What a probe asks, without how often. */
export function handlerOf(probe: Data): Data {
  return Object.fromEntries(['httpGet', 'grpc', 'tcpSocket', 'exec'].map((kind) => [kind, dataAt(probe, kind)]));
}

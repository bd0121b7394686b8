import { EXPOSURE_DEFAULTS } from '../../core/exposure';
import type { EntryPlan } from './entry-plan';

/** The rules of an Ingress: every path of every host leads to the first backend. */
export function ingressRules({ exposure, backends, hosts }: EntryPlan) {
  const { paths = EXPOSURE_DEFAULTS.paths } = exposure;
  return hosts.map(({ host }) => ({
    host,
    http: {
      paths: backends.slice(0, 1).flatMap(({ service, port }) =>
        paths.map((path) => ({
          path,
          pathType: 'Prefix' as const,
          backend: { service: { name: service, port: { number: port } } },
        })),
      ),
    },
  }));
}

import { isDeepStrictEqual } from 'node:util';
import { asData, textAt } from '../data';
import type { Data } from '../data';
import { deployment, shop } from '../examples';
import { ofContainers } from '../look';
import type { Rule } from '../rule';

const READY = { httpGet: { path: '/readyz', port: 'http' } };
const example = (livenessProbe: unknown) => shop([deployment({ container: { readinessProbe: READY, livenessProbe } })]);

/** Containers that are restarted for being busy. */
export const livenessEqualsReadiness: Rule = {
  id: 'liveness-equals-readiness',
  title: 'A liveness probe asks something else than the readiness probe, or is more patient.',
  why: 'A pod that is only busy is restarted in the moment in which it should merely get fewer requests; under load all go down together.',
  fix: 'let liveness ask whether the process answers at all, or give it a higher failureThreshold',
  severity: 'warning',
  bad: () => example({ httpGet: { path: '/readyz', port: 'http' } }),
  good: () => example({ httpGet: { path: '/livez', port: 'http' } }),
  check: ofContainers(({ name, spec }, { object }) =>
    isSame(asData(spec['livenessProbe']), asData(spec['readinessProbe']))
      ? [
          {
            at: object,
            message: `container ${name} asks in livenessProbe what it asks in readinessProbe, and is no more patient`,
          },
        ]
      : [],
  ),
};

/** What a probe asks, without how often. */
const QUESTIONS = ['httpGet', 'grpc', 'tcpSocket', 'exec'] as const;

function isSame(liveness: Data, readiness: Data): boolean {
  // most of them ask for paths of their own
  if (textAt(liveness, 'httpGet', 'path') !== textAt(readiness, 'httpGet', 'path')) return false;
  if (Object.keys(liveness).length === 0 || Object.keys(readiness).length === 0) return false;
  return (
    patience(liveness) <= patience(readiness) &&
    QUESTIONS.every((kind) => isDeepStrictEqual(liveness[kind], readiness[kind]))
  );
}

/** Seconds of failing until the node acts: three tries, one every 10 seconds, where nothing else is written. */
function patience(probe: Data): number {
  return Number(probe['periodSeconds'] ?? 10) * Number(probe['failureThreshold'] ?? 3);
}

import { hasToken } from '../../core/token';
import { textAt, valueAt } from '../data';
import { deployment, shop } from '../examples';
import type { Container } from '../container';
import { ofPods } from '../look';
import type { Rule } from '../rule';

const example = (port: string) =>
  shop([deployment({ container: { readinessProbe: { httpGet: { path: '/readyz', port } } } })]);

/** Probes of ports that there are not. */
export const probePort: Rule = {
  id: 'probe-port',
  title: "Every port that a probe or a hook names is one of its container's.",
  why: 'The probe fails for good: the pod is never ready, or is restarted again and again.',
  fix: 'correct the name, or add it to the ports of the container',
  severity: 'error',
  bad: () => example('web'),
  good: () => example('http'),
  check: ofPods(({ object, containers }) =>
    containers.flatMap((container) =>
      missingPorts(container).map((message) => ({ at: object, message: `container ${container.name} ${message}` })),
    ),
  ),
};

function missingPorts({ spec, ports, handlers }: Container): string[] {
  if (hasToken(valueAt(spec, 'ports'))) return [];
  const names = ports.flatMap((port) => textAt(port, 'name') ?? []);
  return handlers.flatMap(({ field, spec: handler }) =>
    ['httpGet', 'tcpSocket'].flatMap((kind) => {
      // a container may listen on a number that it does not declare, but never on a name
      const port = textAt(handler, kind, 'port');
      if (port === undefined || hasToken(port) || /^\d+$/.test(port) || names.includes(port) || names.some(hasToken))
        return [];
      return [`asks port '${port}' in ${field}, and has ${names.length === 0 ? 'no named ports' : names.join(', ')}`];
    }),
  );
}

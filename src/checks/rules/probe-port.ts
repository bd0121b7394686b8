import { hasToken } from '../token';
import { asText, textAt } from '../data';
import { deployment, shop } from '../examples';
import type { Container } from '../container';
import { foundIn, ofContainers } from '../look';
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
  check: ofContainers((container, owner) => foundIn(container, owner, missingPorts(container))),
};

const NONE: readonly string[] = [];

/** A port that is asked by its name. */
interface AskedPort {
  readonly field: string;
  readonly port: string;
}

/** What asks a port by its name: a container may listen on a number that it does not declare, but never on a name. */
function askedByName({ handlers }: Container): readonly AskedPort[] {
  const asked: AskedPort[] = [];
  handlers.forEach(({ field, spec }) => {
    const overHttp = textAt(spec, 'httpGet', 'port');
    const overTcp = textAt(spec, 'tcpSocket', 'port');
    if (isName(overHttp)) asked.push({ field, port: overHttp });
    if (isName(overTcp)) asked.push({ field, port: overTcp });
  });
  return asked;
}

function isName(port: string | undefined): port is string {
  return port !== undefined && !hasToken(port) && !/^\d+$/.test(port);
}

function missingPorts(container: Container): readonly string[] {
  const asked = askedByName(container);
  if (asked.length === 0 || hasToken(container.spec['ports'])) return NONE;
  const names = container.ports.flatMap((port) => asText(port['name']) ?? []);
  if (names.some(hasToken)) return [];
  return asked
    .filter(({ port }) => !names.includes(port))
    .map(
      ({ field, port }) =>
        `asks port '${port}' in ${field}, and has ${names.length === 0 ? 'no named ports' : names.join(', ')}`,
    );
}

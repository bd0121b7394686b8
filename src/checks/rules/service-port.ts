import { both, sameText } from '../certainty';
import { asData, asList, asText, shown, valueAt } from '../data';
import type { Data } from '../data';
import { hasToken } from '../token';
import type { PodOwner } from '../pod-owner';
import { shortName } from '../rendered-object';
import type { RenderedObject } from '../rendered-object';
import type { Rendering } from '../rendering';
import { ofKinds, type Found } from '../look';
import type { Rule } from '../rule';
import { matchesLabels } from '../selector';
import { deployment, service, shop } from '../examples';

const example = (targetPort: string) => shop([deployment(), service({ ports: [{ port: 80, targetPort }] })]);

/** Services and the pods behind them. */
export const servicePort: Rule = {
  id: 'service-port',
  title: 'Every Service selects pods of its namespace, and each of its target ports is one of their ports.',
  why: 'A Service without pods, or with a port that they do not have, refuses every connection.',
  fix: "correct the selector or the target port, or add the port to the pods' container",
  severity: 'error',
  bad: () => example('web'),
  good: () => example('http'),
  check: ofKinds([' Service'], (service, rendering) => serviceFindings(rendering, service)),
};

function serviceFindings(rendering: Rendering, service: RenderedObject): Found[] {
  const selector = asData(service.spec['selector']);
  if (Object.keys(selector).length === 0 || asText(service.spec['type']) === 'ExternalName') return [];
  const candidates = rendering.pods.candidates(service.namespace, selector);
  const isBehind = ({ object, labels }: PodOwner) =>
    both(sameText(object.namespace, service.namespace), matchesLabels(selector, labels));
  const owners = candidates.filter((owner) => isBehind(owner) === 'yes');
  if (owners.length === 0)
    return candidates.some((owner) => isBehind(owner) === 'unknown')
      ? []
      : [{ at: service, message: `selects no pods of namespace '${service.namespace}' by ${labelsText(selector)}` }];
  const found: Found[] = [];
  asList(service.spec['ports']).forEach((port) => {
    owners.forEach((owner) => {
      const ports = portsOf(owner, asText(port['protocol']) ?? 'TCP');
      if (!isThere(owner, ports, targetOf(port))) found.push(missing(service, port, owner, ports));
    });
  });
  return found;
}

/** The port of the pods that a port of a Service leads to, by number or by name. */
function targetOf(port: Data): unknown {
  return port['targetPort'] ?? port['port'];
}

function portsOf({ longRunning }: PodOwner, protocol: string): readonly Data[] {
  const found: Data[] = [];
  longRunning.forEach(({ ports }) => {
    ports.forEach((port) => {
      if ((asText(port['protocol']) ?? 'TCP') === protocol) found.push(port);
    });
  });
  return found;
}

/** Whether a port is one of some, or may be one once tokens are known. */
function isThere({ longRunning }: PodOwner, ports: readonly Data[], target: unknown): boolean {
  const field = typeof target === 'number' ? 'containerPort' : 'name';
  return (
    ports.some((port) => {
      const has = valueAt(port, field);
      return has === target || hasToken(has);
    }) ||
    hasToken(target) ||
    longRunning.length === 0 ||
    longRunning.some(({ spec }) => hasToken(spec['ports']))
  );
}

function missing(service: RenderedObject, port: Data, owner: PodOwner, ports: readonly Data[]): Found {
  const target = targetOf(port);
  const protocol = asText(port['protocol']) ?? 'TCP';
  const message = `targets port ${typeof target === 'number' ? target : `'${shown(target)}'`} (${protocol}), which ${shortName(owner.object)} does not have; it has ${portsText(ports)}`;
  // containers may listen on numbers that they do not declare, but never on names
  return { at: service, message, ...(typeof target === 'number' && { severity: 'warning' as const }) };
}

function portsText(ports: readonly Data[]): string {
  const texts = ports.map((port) => `${asText(port['name']) ?? ''} ${shown(port['containerPort'])}`.trim());
  return texts.length === 0 ? 'none' : texts.join(', ');
}

function labelsText(labels: Data): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${shown(value)}`)
    .join(',');
}

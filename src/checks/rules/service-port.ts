import { all, sameText } from '../certainty';
import { dataAt, listAt, shown, textAt, valueAt } from '../data';
import type { Data } from '../data';
import { hasToken } from '../../core/token';
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
  const selector = dataAt(service.spec, 'selector');
  if (Object.keys(selector).length === 0 || textAt(service.spec, 'type') === 'ExternalName') return [];
  const answers = rendering.pods.candidates(service.namespace, selector).map((owner) => ({
    owner,
    answer: all([sameText(owner.object.namespace, service.namespace), matchesLabels(selector, owner.labels)]),
  }));
  const owners = answers.filter(({ answer }) => answer === 'yes').map(({ owner }) => owner);
  if (owners.length === 0) {
    const mayBeHidden = answers.some(({ answer }) => answer === 'unknown');
    return mayBeHidden
      ? []
      : [{ at: service, message: `selects no pods of namespace '${service.namespace}' by ${labelsText(selector)}` }];
  }
  return listAt(service.spec, 'ports').flatMap((port) => owners.flatMap((owner) => portFindings(service, port, owner)));
}

function portFindings(service: RenderedObject, port: Data, owner: PodOwner): Found[] {
  const target = valueAt(port, 'targetPort') ?? valueAt(port, 'port');
  const protocol = textAt(port, 'protocol') ?? 'TCP';
  const field = typeof target === 'number' ? 'containerPort' : 'name';
  const containers = owner.longRunning;
  const ports = containers
    .flatMap(({ spec }) => listAt(spec, 'ports'))
    .filter((one) => (textAt(one, 'protocol') ?? 'TCP') === protocol);
  const has = ports.map((one) => valueAt(one, field));
  const late = containers.length === 0 || containers.some(({ spec }) => hasToken(valueAt(spec, 'ports')));
  if (late || [target, ...has].some(hasToken) || has.includes(target)) return [];
  const message = `targets port ${typeof target === 'number' ? target : `'${shown(target)}'`} (${protocol}), which ${shortName(owner.object)} does not have; it has ${portsText(ports)}`;
  // containers may listen on numbers that they do not declare, but never on names
  return [{ at: service, message, ...(typeof target === 'number' && { severity: 'warning' as const }) }];
}

function portsText(ports: readonly Data[]): string {
  const texts = ports.map((port) => `${textAt(port, 'name') ?? ''} ${shown(valueAt(port, 'containerPort'))}`.trim());
  return texts.length === 0 ? 'none' : texts.join(', ');
}

function labelsText(labels: Data): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${shown(value)}`)
    .join(',');
}

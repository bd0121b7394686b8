import { hasToken } from '../../core/token';
import { listAt, textAt } from '../data';
import type { Data } from '../data';
import { container, deployment, shop } from '../examples';
import { ofContainers, ofPods } from '../look';
import type { Rule } from '../rule';

const example = (name: string) => shop([deployment({ pod: { containers: [container(), sidecar(name)] } })]);
const sidecar = (name: string) => container({ name, ports: undefined, readinessProbe: undefined });

/** Parts of a pod that have the same name. */
export const duplicateName: Rule = {
  id: 'duplicate-name',
  title: 'Containers, volumes, ports and mount paths of a pod have names of their own.',
  why: 'The API server refuses the pod, in the middle of a deployment.',
  fix: 'rename one of them',
  severity: 'error',
  bad: () => example('api'),
  good: () => example('proxy'),
  check: [
    ofPods(({ object: at, containers, volumes }) =>
      twice(containers.map(({ name }) => name))
        .map((name) => ({ at, message: `has two containers named '${name}'` }))
        .concat(duplicates(volumes, 'name').map((name) => ({ at, message: `has two volumes named '${name}'` }))),
    ),
    ofContainers(({ name, ports, spec }, { object: at }) =>
      duplicates(ports, 'name')
        .map((port) => ({ at, message: `container ${name} has two ports named '${port}'` }))
        .concat(
          duplicates(listAt(spec, 'volumeMounts'), 'mountPath').map((path) => ({
            at,
            message: `container ${name} mounts two volumes at ${path}`,
          })),
        ),
    ),
  ],
};

/** Texts that are in a field of more than one item, each told once. */
export function duplicates(items: readonly Data[], field: string): readonly string[] {
  return items.length < 2 ? [] : twice(items.map((item) => textAt(item, field) ?? ''));
}

function twice(texts: readonly string[]): readonly string[] {
  // nearly always
  if (texts.length < 2 || new Set(texts).size === texts.length) return [];
  const again = texts.filter((text, index) => text !== '' && !hasToken(text) && texts.indexOf(text) < index);
  return [...new Set(again)];
}

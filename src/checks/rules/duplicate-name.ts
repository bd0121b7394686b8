import { hasToken } from '../../core/token';
import { listAt, textAt } from '../data';
import type { Data } from '../data';
import { container, deployment, shop } from '../examples';
import type { PodOwner } from '../pod-owner';
import { ofPods } from '../look';
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
  check: ofPods((owner) => problems(owner).map((message) => ({ at: owner.object, message }))),
};

function problems({ pod, containers }: PodOwner): string[] {
  return [
    ...duplicates(containers.map(({ name }) => name)).map((name) => `has two containers named '${name}'`),
    ...duplicates(named(pod, 'volumes', 'name')).map((name) => `has two volumes named '${name}'`),
    ...containers.flatMap(({ name, spec }) => [
      ...duplicates(named(spec, 'ports', 'name')).map((port) => `container ${name} has two ports named '${port}'`),
      ...duplicates(named(spec, 'volumeMounts', 'mountPath')).map(
        (path) => `container ${name} mounts two volumes at ${path}`,
      ),
    ]),
  ];
}

function named(data: Data, list: string, field: string): string[] {
  return listAt(data, list).flatMap((item) => textAt(item, field) ?? []);
}

/** Texts that are there more than once, each told once. */
export function duplicates(texts: readonly string[]): string[] {
  const again = texts.filter((text, index) => text !== '' && !hasToken(text) && texts.indexOf(text) < index);
  return [...new Set(again)];
}

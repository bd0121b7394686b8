import { hasToken } from '../token';
import { asList, textAt } from '../data';
import type { Data } from '../data';
import { container, deployment, shop } from '../examples';
import type { Container } from '../container';
import type { PodOwner } from '../pod-owner';
import { foundAt, foundIn, ofContainers, ofPods } from '../look';
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
    ofPods((owner) => foundAt(owner.object, ofPod(owner))),
    ofContainers((container, owner) => foundIn(container, owner, ofContainer(container))),
  ],
};

function ofPod({ containers, volumes }: PodOwner): readonly string[] {
  const names = containers.length < 2 ? NONE : twice(containers.map((one) => one.name));
  const ofVolumes = duplicates(volumes, 'name');
  if (names.length + ofVolumes.length === 0) return NONE;
  return [
    ...names.map((name) => `has two containers named '${name}'`),
    ...ofVolumes.map((name) => `has two volumes named '${name}'`),
  ];
}

function ofContainer({ ports, spec }: Container): readonly string[] {
  const ofPorts = duplicates(ports, 'name');
  const paths = duplicates(asList(spec['volumeMounts']), 'mountPath');
  if (ofPorts.length + paths.length === 0) return NONE;
  return [
    ...ofPorts.map((port) => `has two ports named '${port}'`),
    ...paths.map((path) => `mounts two volumes at ${path}`),
  ];
}

const NONE: readonly string[] = [];

/** Texts that are in a field of more than one item, each told once. */
export function duplicates(items: readonly Data[], field: string): readonly string[] {
  if (items.length < 2) return NONE;
  const texts: string[] = [];
  items.forEach((item) => {
    texts.push(textAt(item, field) ?? '');
  });
  return twice(texts);
}

function twice(texts: readonly string[]): readonly string[] {
  // a set tells so without a look at each pair
  if (new Set(texts).size === texts.length) return NONE;
  const again = texts.filter((text, index) => texts.indexOf(text) < index && text !== '' && !hasToken(text));
  return [...new Set(again)];
}

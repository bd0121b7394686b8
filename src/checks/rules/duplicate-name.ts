import { hasToken } from '../../core/token';
import { listAt, textAt } from '../data';
import type { Data } from '../data';
import { container, deployment, shop } from '../examples';
import type { Container } from '../container';
import type { PodOwner } from '../pod-owner';
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
    ofPods((owner) => ofPod(owner).map((message) => ({ at: owner.object, message }))),
    ofContainers((container, owner) => ofContainer(container).map((message) => ({ at: owner.object, message }))),
  ],
};

function ofPod({ containers, volumes }: PodOwner): readonly string[] {
  const problems: string[] = [];
  for (const name of twice(containers.map((one) => one.name))) problems.push(`has two containers named '${name}'`);
  for (const name of duplicates(volumes, 'name')) problems.push(`has two volumes named '${name}'`);
  return problems;
}

function ofContainer({ name, ports, spec }: Container): readonly string[] {
  const problems: string[] = [];
  for (const port of duplicates(ports, 'name')) problems.push(`container ${name} has two ports named '${port}'`);
  for (const path of duplicates(listAt(spec, 'volumeMounts'), 'mountPath'))
    problems.push(`container ${name} mounts two volumes at ${path}`);
  return problems;
}

const NONE: readonly string[] = [];

/** Texts that are in a field of more than one item, each told once. */
export function duplicates(items: readonly Data[], field: string): readonly string[] {
  return items.length < 2 ? NONE : twice(items.map((item) => textAt(item, field) ?? ''));
}

function twice(texts: readonly string[]): readonly string[] {
  if (texts.length < 2) return NONE;
  const again = texts.filter((text, index) => texts.indexOf(text) < index && text !== '' && !hasToken(text));
  return again.length < 2 ? again : [...new Set(again)];
}

import { dnsLabelRefusal, dnsSubdomainRefusal } from '../../core/names';
import { object, shop } from '../examples';
import type { RenderedObject } from '../rendered-object';
import { hasToken } from '../token';
import { NOTHING_FOUND, ofObjects } from '../look';
import type { Rule } from '../rule';

const example = (name: string) => shop([object('v1 ConfigMap', name, { data: {} })]);

/** Kinds whose names are DNS labels. */
const LABELS: ReadonlySet<string> = new Set([' Namespace', ' Service']);
/** Kinds that make objects of their own name with something after it. */
const LONGEST: ReadonlyMap<string, number> = new Map([
  ['batch CronJob', 52],
  ['batch Job', 63],
]);
/** Their names may have colons, and more. */
const FREE: ReadonlySet<string> = new Set(['rbac.authorization.k8s.io', 'apiregistration.k8s.io']);

/** A name that every kind may have: most are. */
const RIGHT_EVERYWHERE = /^[a-z]([-a-z0-9]{0,50}[a-z0-9])?$/;
/** Kubernetes minor from which the name of a Service may start with a digit, as other names may. */
const DIGIT_FIRST = 36;

/** Names that the API server does not take. */
export const invalidName: Rule = {
  id: 'invalid-name',
  title: 'The name of every object is one that its kind may have.',
  why: 'The API server refuses the object, in the middle of a deployment. A CronJob with a long name is accepted in no version.',
  fix: "rename it: lower-case letters, digits and '-', no longer than its kind allows",
  severity: 'error',
  bad: () => example('Shop_Settings'),
  good: () => example('shop-settings'),
  check: ofObjects((at, { served }) => {
    if (RIGHT_EVERYWHERE.test(at.name)) return NOTHING_FOUND;
    const problem = nameProblem(at) ?? digitProblem(at, served?.kubernetes.minor ?? DIGIT_FIRST);
    return problem === undefined ? [] : [{ at, message: `name '${at.name}' ${problem}` }];
  }),
};

function nameProblem({ group, type, name }: RenderedObject): string | undefined {
  if (FREE.has(group) || name === '') return undefined;
  const longest = LONGEST.get(type);
  if (longest !== undefined && name.length > longest && !hasToken(name))
    return `is ${name.length} characters long; allowed: at most ${longest}`;
  const refusal = (LABELS.has(type) ? dnsLabelRefusal : dnsSubdomainRefusal)('name', name);
  return refusal && `${refusal.problem}; allowed: ${refusal.allowed ?? ''}`;
}

function digitProblem({ type, name }: RenderedObject, minor: number): string | undefined {
  if (type !== ' Service' || minor >= DIGIT_FIRST || !/^\d/.test(name)) return undefined;
  return `starts with a digit, which a Service may from Kubernetes 1.${DIGIT_FIRST}, and the cluster is 1.${minor}`;
}

import { hasToken } from '../../core/token';
import { isData, listAt, textAt, textsAt, valueAt } from '../data';
import type { Data } from '../data';
import { deployment, disruptionBudget, shop, SPREAD } from '../examples';
import type { PodOwner } from '../pod-owner';
import { ofPods } from '../look';
import type { Rule } from '../rule';
import { selects } from '../selector';

const example = (app: string) =>
  shop([
    deployment({
      spec: { replicas: 3 },
      pod: { topologySpreadConstraints: [{ ...SPREAD, labelSelector: { matchLabels: { app } } }] },
    }),
    disruptionBudget(),
  ]);

/** Label that tells the pods of one revision from those of the next, by who makes the pods. */
const REVISION_LABEL: Readonly<Record<string, string>> = {
  Deployment: 'pod-template-hash',
  Rollout: 'rollouts-pod-template-hash',
};
const REVISION_LABELS: ReadonlySet<string> = new Set(Object.values(REVISION_LABEL));

/** Spread that counts the wrong pods. */
export const spreadSelectsOthers: Rule = {
  id: 'spread-selects-others',
  title: 'Topology spread constraints count the pods that they stand on.',
  why: 'A selector or key that these pods do not have is accepted and spreads nothing: all pods may land on one node.',
  fix: "use the pods' own labels in labelSelector, and in matchLabelKeys the revision label of who makes them",
  severity: 'error',
  bad: () => example('web'),
  good: () => example('api'),
  check: ofPods((owner) =>
    listAt(owner.pod, 'topologySpreadConstraints').flatMap((constraint) =>
      problems(owner, constraint).map((problem) => ({
        at: owner.object,
        message: `its spread over ${textAt(constraint, 'topologyKey') ?? 'nothing'} ${problem}`,
      })),
    ),
  ),
};

function problems({ object, labels }: PodOwner, constraint: Data): string[] {
  const selector = valueAt(constraint, 'labelSelector');
  const missed = isData(selector) && selects(selector, labels) === 'no';
  const wrongKeys = textsAt(constraint, 'matchLabelKeys').filter(
    (key) => !hasToken(key) && REVISION_LABELS.has(key) && REVISION_LABEL[object.kind] !== key,
  );
  return [
    ...(missed ? ['selects other pods than its own'] : []),
    ...wrongKeys.map((key) => `tells revisions by ${key}, a label that a ${object.kind} does not put on its pods`),
  ];
}

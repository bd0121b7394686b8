import { hasToken } from '../token';
import { asList, asText, isData, textsAt } from '../data';
import type { Data } from '../data';
import { deployment, disruptionBudget, shop, SPREAD } from '../examples';
import type { PodOwner } from '../pod-owner';
import { foundAt, ofPods, type Found } from '../look';
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
const NOTHING_WRONG: readonly string[] = [];
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
  check: ofPods((owner) => {
    const found: Found[] = [];
    asList(owner.pod['topologySpreadConstraints']).forEach((constraint) => {
      const wrong = problems(owner, constraint);
      if (wrong.length === 0) return;
      const spread = `its spread over ${asText(constraint['topologyKey']) ?? 'nothing'}`;
      found.push(
        ...foundAt(
          owner.object,
          wrong.map((problem) => `${spread} ${problem}`),
        ),
      );
    });
    return found;
  }),
};

function problems({ object, labels }: PodOwner, constraint: Data): readonly string[] {
  const selector = constraint['labelSelector'];
  const ofSelector =
    isData(selector) && selects(selector, labels) === 'no' ? ['selects other pods than its own'] : NOTHING_WRONG;
  if (constraint['matchLabelKeys'] === undefined) return ofSelector;
  const keys = textsAt(constraint, 'matchLabelKeys').filter(
    (key) => !hasToken(key) && REVISION_LABELS.has(key) && REVISION_LABEL[object.kind] !== key,
  );
  return [
    ...ofSelector,
    ...keys.map((key) => `tells revisions by ${key}, a label that a ${object.kind} does not put on its pods`),
  ];
}

import { autoscaler, disruptionBudget, scaledDeployment, shop } from '../examples';
import { ofEverything } from '../look';
import type { Rule } from '../rule';
import { scalers } from '../scaler';

const example = (maxReplicas: number) =>
  shop([scaledDeployment(), autoscaler({ minReplicas: 4, maxReplicas }), disruptionBudget()]);

/** Autoscalers without room. */
export const autoscalerBounds: Rule = {
  id: 'autoscaler-bounds',
  title: "An autoscaler's fewest pods are not more than its most.",
  why: 'The API server refuses it in the middle of a deployment; KEDA accepts it, and then its autoscaler is never made.',
  fix: 'raise the most, or lower the fewest',
  severity: 'error',
  bad: () => example(3),
  good: () => example(8),
  check: ofEverything((rendering) =>
    rendering
      .view(scalers)
      .flatMap(({ object, min, max }) =>
        min === undefined || max === undefined || min <= max
          ? []
          : [{ at: object, message: `has at its fewest ${min} pods and at its most ${max}` }],
      ),
  ),
};

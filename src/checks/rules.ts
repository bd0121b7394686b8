import { apiNotServed } from './rules/api-not-served';
import { autoscalingWithoutRequests } from './rules/autoscaling-without-requests';
import { disruptionBudgetBlocksDrains } from './rules/disruption-budget-blocks-drains';
import { graceTooShort } from './rules/grace-too-short';
import { missingDefaultDeny } from './rules/missing-default-deny';
import { missingReference } from './rules/missing-reference';
import { overlappingDisruptionBudgets } from './rules/overlapping-disruption-budgets';
import { overlappingSelectors } from './rules/overlapping-selectors';
import { plainTextSecret } from './rules/plain-text-secret';
import { podNotRestricted } from './rules/pod-not-restricted';
import { servicePort } from './rules/service-port';
import { twoReplicaOwners } from './rules/two-replica-owners';
import { unpinnedImage } from './rules/unpinned-image';
import type { Rule } from './rule';

/** Every rule, in the order in which findings are told. */
export const RULES: readonly Rule[] = [
  apiNotServed,
  missingReference,
  servicePort,
  overlappingSelectors,
  twoReplicaOwners,
  autoscalingWithoutRequests,
  disruptionBudgetBlocksDrains,
  overlappingDisruptionBudgets,
  graceTooShort,
  missingDefaultDeny,
  podNotRestricted,
  plainTextSecret,
  unpinnedImage,
];

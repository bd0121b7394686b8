import { annotationsTooLarge } from './rules/annotations-too-large';
import { apiNotServed } from './rules/api-not-served';
import { autoscalerBounds } from './rules/autoscaler-bounds';
import { autoscalingWithoutRequests } from './rules/autoscaling-without-requests';
import { callNotAllowed } from './rules/call-not-allowed';
import { callPort } from './rules/call-port';
import { claimWithoutSizeOrClass } from './rules/claim-without-size-or-class';
import { coldStartBehindService } from './rules/cold-start-behind-service';
import { cronJobStartDeadline } from './rules/cron-job-start-deadline';
import { cronSchedule } from './rules/cron-schedule';
import { defaultNamespace } from './rules/default-namespace';
import { disruptionBudgetBlocksDrains } from './rules/disruption-budget-blocks-drains';
import { disruptionBudgetKeepsBrokenPods } from './rules/disruption-budget-keeps-broken-pods';
import { disruptionBudgetProtectsNothing } from './rules/disruption-budget-protects-nothing';
import { disruptionBudgetWithoutPods } from './rules/disruption-budget-without-pods';
import { duplicateName } from './rules/duplicate-name';
import { duplicateVariable } from './rules/duplicate-variable';
import { fieldNotServed } from './rules/field-not-served';
import { generatedSecretRefreshed } from './rules/generated-secret-refreshed';
import { graceTooShort } from './rules/grace-too-short';
import { hostClaimedTwice } from './rules/host-claimed-twice';
import { immutableConfiguration } from './rules/immutable-configuration';
import { ingressWithoutTls } from './rules/ingress-without-tls';
import { invalidLabel } from './rules/invalid-label';
import { invalidName } from './rules/invalid-name';
import { jobWithoutDeadline } from './rules/job-without-deadline';
import { jobWithoutTtl } from './rules/job-without-ttl';
import { limitRangeRefuses } from './rules/limit-range-refuses';
import { livenessCallsDependencies } from './rules/liveness-calls-dependencies';
import { livenessEqualsReadiness } from './rules/liveness-equals-readiness';
import { loadBalancerOpenToAll } from './rules/load-balancer-open-to-all';
import { memoryUnlimited } from './rules/memory-unlimited';
import { metricNotServed } from './rules/metric-not-served';
import { missingDefaultDeny } from './rules/missing-default-deny';
import { missingReadinessProbe } from './rules/missing-readiness-probe';
import { missingReference } from './rules/missing-reference';
import { missingRequests } from './rules/missing-requests';
import { missingVolume } from './rules/missing-volume';
import { networkPolicyNotEnforced } from './rules/network-policy-not-enforced';
import { networkPolicyWithoutPods } from './rules/network-policy-without-pods';
import { nodePoolWithoutLimits } from './rules/node-pool-without-limits';
import { nodeSelectorWithoutPool } from './rules/node-selector-without-pool';
import { objectTooLarge } from './rules/object-too-large';
import { overlappingDisruptionBudgets } from './rules/overlapping-disruption-budgets';
import { overlappingRuns } from './rules/overlapping-runs';
import { overlappingSelectors } from './rules/overlapping-selectors';
import { plainTextSecret } from './rules/plain-text-secret';
import { podNotRestricted } from './rules/pod-not-restricted';
import { podsNotSpread } from './rules/pods-not-spread';
import { priorityClassMissing } from './rules/priority-class-missing';
import { privilegeEscalationPermission } from './rules/privilege-escalation-permission';
import { probePort } from './rules/probe-port';
import { quotaUnderPeak } from './rules/quota-under-peak';
import { quotaWithoutRequests } from './rules/quota-without-requests';
import { requestsOverLimits } from './rules/requests-over-limits';
import { restartPolicy } from './rules/restart-policy';
import { roleBindingReference } from './rules/role-binding-reference';
import { rollingUpdateBounds } from './rules/rolling-update-bounds';
import { rolloutDeadline } from './rules/rollout-deadline';
import { rolloutService } from './rules/rollout-service';
import { routeBackend } from './rules/route-backend';
import { routeWithoutGrant } from './rules/route-without-grant';
import { selectorMissesOwnPods } from './rules/selector-misses-own-pods';
import { servicePort } from './rules/service-port';
import { singleWriterVolume } from './rules/single-writer-volume';
import { spreadSelectsOthers } from './rules/spread-selects-others';
import { statefulSetService } from './rules/stateful-set-service';
import { storageClassMissing } from './rules/storage-class-missing';
import { twoReplicaOwners } from './rules/two-replica-owners';
import { twoSecretOwners } from './rules/two-secret-owners';
import { unboundedScratchVolume } from './rules/unbounded-scratch-volume';
import { unneededToken } from './rules/unneeded-token';
import { unpinnedImage } from './rules/unpinned-image';
import { unresolvedVariable } from './rules/unresolved-variable';
import { verticalAndHorizontalScaling } from './rules/vertical-and-horizontal-scaling';
import { webhookStopsCluster } from './rules/webhook-stops-cluster';
import { wildcardPermission } from './rules/wildcard-permission';
import { workloadWithoutDisruptionBudget } from './rules/workload-without-disruption-budget';
import { writableRootFilesystem } from './rules/writable-root-filesystem';
import type { Rule } from './rule';

/** Every rule, in the order in which findings are told. */
export const RULES: readonly Rule[] = [
  apiNotServed,
  fieldNotServed,
  metricNotServed,
  networkPolicyNotEnforced,
  nodeSelectorWithoutPool,
  priorityClassMissing,
  storageClassMissing,
  missingReference,
  roleBindingReference,
  routeBackend,
  routeWithoutGrant,
  hostClaimedTwice,
  ingressWithoutTls,
  rolloutService,
  statefulSetService,
  servicePort,
  loadBalancerOpenToAll,
  callNotAllowed,
  callPort,
  networkPolicyWithoutPods,
  missingDefaultDeny,
  selectorMissesOwnPods,
  overlappingSelectors,
  twoReplicaOwners,
  autoscalerBounds,
  autoscalingWithoutRequests,
  verticalAndHorizontalScaling,
  coldStartBehindService,
  nodePoolWithoutLimits,
  disruptionBudgetBlocksDrains,
  disruptionBudgetProtectsNothing,
  disruptionBudgetWithoutPods,
  disruptionBudgetKeepsBrokenPods,
  overlappingDisruptionBudgets,
  workloadWithoutDisruptionBudget,
  podsNotSpread,
  spreadSelectsOthers,
  rollingUpdateBounds,
  rolloutDeadline,
  singleWriterVolume,
  graceTooShort,
  probePort,
  missingReadinessProbe,
  livenessEqualsReadiness,
  livenessCallsDependencies,
  quotaUnderPeak,
  quotaWithoutRequests,
  limitRangeRefuses,
  requestsOverLimits,
  missingRequests,
  memoryUnlimited,
  unboundedScratchVolume,
  cronSchedule,
  cronJobStartDeadline,
  overlappingRuns,
  jobWithoutDeadline,
  jobWithoutTtl,
  restartPolicy,
  duplicateName,
  duplicateVariable,
  unresolvedVariable,
  missingVolume,
  claimWithoutSizeOrClass,
  podNotRestricted,
  writableRootFilesystem,
  unneededToken,
  wildcardPermission,
  privilegeEscalationPermission,
  webhookStopsCluster,
  plainTextSecret,
  twoSecretOwners,
  generatedSecretRefreshed,
  unpinnedImage,
  invalidName,
  invalidLabel,
  objectTooLarge,
  annotationsTooLarge,
  immutableConfiguration,
  defaultNamespace,
];

import { deviating, LATER, later, met, unmet, type SectionRequirements } from '../requirement';
import { annotation, DEPLOYMENT, label, NAMESPACE, PROCESS, prod, SECRET, staging, STORE } from './requirement-fields';

const RULE = 'DestinationRule/slack-assistant';
const TRAFFIC = '.spec.trafficPolicy';
const BUCKET = '.spec.configPatches[0].patch.value.typed_config.token_bucket';
const QUOTA = 'ResourceQuota/peak';
const POOL = 'NodePool/slack-assistant';
const AUTOSCALER = 'HorizontalPodAutoscaler/slack-assistant';
const SPOT = '.spec.template.spec.requirements[0].values';
const use = (name: string, averageUtilization: number) => ({
  name,
  container: 'slack-assistant',
  target: { type: 'Utilization', averageUtilization },
});

/** What the document asks of traffic, access and cost. */
export const meshRequirements = {
  '16) Service Mesh Baseline with mTLS': [
    unmet(
      'installed',
      'a mesh is installed',
      'clusters come with it: the environment declares Istio, and what it does not declare is refused at synthesis',
    ),
    met('strict', 'mutual TLS, STRICT', prod('PeerAuthentication/default', '.spec.mtls.mode', 'STRICT')),
    met('destination-rules', 'DestinationRules', prod(RULE, `${TRAFFIC}.tls.mode`, 'ISTIO_MUTUAL')),
    met('injection', 'sidecars are injected', prod(NAMESPACE, label('istio-injection'), 'enabled')),
  ],
  '17) Advanced Traffic Management': [
    deviating(
      met('timeouts', 'timeouts', prod('HTTPRoute/slack-assistant', '.spec.rules[0].timeouts.request', '3s')),
      'a VirtualService, and no number',
      'requests come through the Gateway, whose route ends them when Slack gives up: after 3 seconds. Calls to Slack are in the TLS of the app, and its own to end',
    ),
    deviating(
      met(
        'retries',
        'retries are bounded',
        prod('VirtualService/slack-assistant', '.spec.http[*].retries.attempts', [0]),
        prod(RULE, `${TRAFFIC}.retryBudget.percent`, 20),
      ),
      'retries, without a number',
      'an event is no request that may be repeated: Slack sends it again by itself when it is not answered, and from two deliveries come two answers',
    ),
    met('pool', 'limits of connections', prod(RULE, `${TRAFFIC}.connectionPool.tcp.maxConnections`, 100)),
    met(
      'breaker',
      'a pod that fails is left alone for a while',
      prod(RULE, `${TRAFFIC}.outlierDetection.consecutive5xxErrors`, 5),
      prod(RULE, `${TRAFFIC}.outlierDetection.baseEjectionTime`, '30s'),
    ),
    met(
      'rate-limit',
      'requests are limited',
      prod('EnvoyFilter/slack-assistant', BUCKET, { tokens_per_fill: 50, max_tokens: 100, fill_interval: '1s' }),
    ),
    later('canary-routes', 'routes for a canary', LATER.delivery),
  ],
  '20) Secrets Management and Rotation': [
    deviating(
      met('central', 'secrets are in one place', prod(STORE, '.spec.provider.aws.service', 'SecretsManager')),
      'Vault or KMS',
      'AWS Secrets Manager, whose values KMS encrypts',
    ),
    met(
      'cadence',
      'how often secrets change is told: every 30 days, the old value valid for one more',
      prod(SECRET, annotation('secrets.seaworthy.dev/rotated-every-seconds'), '2592000'),
      prod(SECRET, annotation('secrets.seaworthy.dev/overlap-seconds'), '86400'),
    ),
    met(
      'automated',
      'what changed in the store reaches the pods by itself',
      prod(SECRET, '.spec.refreshInterval', '3600s'),
      prod(DEPLOYMENT, annotation('secret.reloader.stakater.com/reload'), 'slack-assistant-secrets'),
    ),
    later('source-rotation', 'values are changed at their source by itself', LATER.cloud),
    met(
      'certificates',
      'certificates are renewed with new keys; those of the mesh by the mesh',
      prod('Certificate/slack-assistant.example.com', '.spec.privateKey.rotationPolicy', 'Always'),
      prod('Certificate/slack-assistant.example.com', '.spec.renewBeforePercentage', 33),
    ),
  ],
  '21) Access Governance and Auditing': [
    met(
      'roles',
      'people have roles, and none of them reads secrets',
      prod('RoleBinding/operator', '.subjects[*].name', ['slack-assistant-oncall']),
      prod('RoleBinding/admin', '.subjects[*].name', ['slack-assistant-release-managers']),
    ),
    deviating(
      met(
        'break-glass',
        'privileged access for a time, and break-glass',
        prod('Namespace/slack-assistant-access', label('pod-security.kubernetes.io/enforce'), 'restricted'),
      ),
      'break-glass accounts',
      'nobody keeps one: a grant is a setting with a reason, an approval and an end after 12 hours at most; what ends it runs in a namespace of its own, out of reach of who has it',
    ),
    unmet(
      'reviews',
      'access is reviewed',
      '`npm run registers` lists it with its ends; to read the list is up to people',
    ),
    later('audit', 'an audit log, kept and exported', LATER.cloud),
    unmet('compliance', 'controls are mapped to SOC 2 and ISO', PROCESS),
  ],
  '22) FinOps Guardrails and Autoscaling Optimization': [
    met(
      'quota',
      'the namespace has a quota: 12 pods, a quarter more in a rollout, 2 migrations, and a quarter of room',
      prod(QUOTA, '.spec.hard.pods', '22'),
      prod(QUOTA, ".spec.hard['services.loadbalancers']", '0'),
    ),
    met(
      'limit-range',
      'containers have limits, the largest that of the proxy',
      prod('LimitRange/peak', '.spec.limits[0].max', { memory: '1Gi' }),
    ),
    met(
      'scaling',
      'scales with the load of the app, without that of its proxy',
      prod(AUTOSCALER, '.spec.minReplicas', 3),
      prod(AUTOSCALER, '.spec.maxReplicas', 12),
      prod(AUTOSCALER, '.spec.metrics[0].containerResource', use('cpu', 70)),
      prod(AUTOSCALER, '.spec.metrics[1].containerResource', use('memory', 80)),
      prod(AUTOSCALER, '.spec.metrics[2].pods.target.averageValue', '25'),
    ),
    deviating(
      met(
        'right-sizing',
        'vertical autoscaling',
        prod('VerticalPodAutoscaler/slack-assistant', '.spec.updatePolicy.updateMode', 'Off'),
      ),
      'targets of both autoscalers for the same pods',
      'on the same CPU and memory one undoes the other: the vertical one recommends',
    ),
    met(
      'nodes',
      'nodes by Karpenter, with an end to what they cost',
      prod(POOL, '.spec.limits', { cpu: '32', memory: '128Gi' }),
      prod(POOL, '.spec.disruption.consolidationPolicy', 'WhenEmptyOrUnderutilized'),
    ),
    met(
      'spot',
      'spot nodes where that is wanted',
      staging(POOL, SPOT, ['spot', 'on-demand']),
      prod(POOL, SPOT, ['on-demand']),
    ),
    met(
      'cost-tags',
      'nodes are tagged with who pays',
      prod('EC2NodeClass/slack-assistant', '.spec.tags', { 'cost-center': 'slack-assistant' }),
    ),
    later('budgets', 'budgets with alerts, tags of all the cloud', LATER.cloud),
    unmet('load-test', 'a load test informs the capacity', 'a test of the running application'),
  ],
} satisfies SectionRequirements;

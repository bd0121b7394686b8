import { application, deviating, LATER, later, met, unmet, type RequirementsDocument } from '../requirement';
import { meshRequirements } from './mesh-requirements';
import { DEPLOYMENT, IMAGE, PIPELINE, POD, PROCESS, prod, SECRET, variable } from './requirement-fields';
import { workloadRequirements } from './workload-requirements';

const SECTIONS = [
  'Part 3 - Phase 3 Issue List (22 items)',
  'Global Definition of Done (applies to all issues)',
  '1) Hardened Multi-stage Dockerfile',
  '2) Helm Chart: App Skeleton',
  '3) Kubernetes Deployment Hardening',
  '4) External Secrets + Workload Identity',
  '5) Database Migration Job (Zero-downtime Friendly)',
  '6) Supply Chain: SBOM and Image Signing',
  '7) CI Pipeline Stages and Caching',
  '8) GitOps Bootstrap (Argo CD or Flux)',
  '9) Promotion + Progressive Delivery',
  '10) Terraform Baseline (Infra as Code)',
  '11) Pipeline Security and Secret Scanning',
  '12) Prometheus Operator + ServiceMonitor',
  '13) SLOs and Burn-rate Alerts',
  '14) OpenTelemetry Tracing',
  '15) Log Aggregation Refinement',
  '16) Service Mesh Baseline with mTLS',
  '17) Advanced Traffic Management',
  '18) Backup and Restore (HA/DR)',
  '19) Multi-Region and DNS Failover Plan',
  '20) Secrets Management and Rotation',
  '21) Access Governance and Auditing',
  '22) FinOps Guardrails and Autoscaling Optimization',
] as const;

/** What the document asks of slack-assistant. Where it has no numbers, those are of the settings. */
export const requirements: RequirementsDocument<(typeof SECTIONS)[number]> = {
  title: 'Part 3 - Phase 3 Issue List (22 items)',
  sections: SECTIONS,
  requirements: {
    ...workloadRequirements,
    ...meshRequirements,
    'Part 3 - Phase 3 Issue List (22 items)': 'an introduction without a criterion of its own',
    'Global Definition of Done (applies to all issues)': [
      unmet('continuous', 'pipelines run for each change', PIPELINE),
      unmet(
        'judged',
        'manifests are judged',
        'by rules at synthesis, and by the tests, which hold all that is rendered against kubeconform, kube-score and a real API server',
      ),
      application(
        'structured-logs',
        'logs are JSON, without secrets',
        'the level of logs is a variable',
        prod(DEPLOYMENT, variable('LOG_LEVEL'), 'info'),
      ),
      met(
        'no-secrets',
        'no secrets in configuration',
        prod(DEPLOYMENT, `${POD}.containers[0].env[?(@.name=='SLACK_BOT_TOKEN')].valueFrom.secretKeyRef`, {
          name: 'slack-assistant-secrets',
          key: 'slack-bot-token',
        }),
      ),
    ],
    '6) Supply Chain: SBOM and Image Signing': [
      unmet('sbom', 'a bill of materials for each image', IMAGE),
      later('signatures', 'images are signed, and admission verifies it', LATER.supplyChain),
    ],
    '7) CI Pipeline Stages and Caching': PIPELINE,
    '8) GitOps Bootstrap (Argo CD or Flux)': [
      later(
        'applications',
        'an Argo CD Application for each environment, with sync policy and health checks',
        LATER.delivery,
      ),
      later('app-of-apps', 'one Application leads to all', LATER.delivery),
    ],
    '9) Promotion + Progressive Delivery': [
      later('canary', 'canary or blue-green deployment, taken back when an objective is missed', LATER.delivery),
      unmet('approval', 'people approve a promotion', PROCESS),
      met(
        'rolling',
        'until then no pod goes before a new one is ready',
        prod(DEPLOYMENT, '.spec.strategy.rollingUpdate', { maxSurge: '25%', maxUnavailable: 0 }),
      ),
    ],
    '10) Terraform Baseline (Infra as Code)': [
      deviating(
        later('cloud', 'registry, cluster and database as code, with a locked state', LATER.cloud),
        'Terraform',
        'Pulumi: one language and one graph for the cloud and what runs on it',
      ),
    ],
    '11) Pipeline Security and Secret Scanning': PIPELINE,
    '12) Prometheus Operator + ServiceMonitor': [
      later('scrapes', 'a ServiceMonitor, with an interval that is a setting', LATER.monitoring),
      later('recording', 'rates and latencies are recorded', LATER.monitoring),
      later('long-term', 'metrics are kept for long', LATER.monitoring),
    ],
    '13) SLOs and Burn-rate Alerts': [
      later('objectives', 'objectives with alerts on how fast their budgets burn', LATER.monitoring),
      later('on-call', 'alerts reach who is on call, with links to dashboard and runbook', LATER.monitoring),
    ],
    '14) OpenTelemetry Tracing': [
      application(
        'spans',
        'spans at the boundaries of requests, their ids in the logs',
        'the name of the service is a variable',
        prod(DEPLOYMENT, variable('OTEL_SERVICE_NAME'), 'slack-assistant'),
      ),
      met(
        'sampling',
        'the share of traces that are kept is a setting',
        prod(DEPLOYMENT, variable('OTEL_TRACES_SAMPLER_ARG'), '0.1'),
      ),
      later('collector', 'a collector takes the traces', LATER.monitoring),
    ],
    '15) Log Aggregation Refinement': [
      application(
        'redaction',
        'logs are redacted, and carry request, team and workspace',
        'what is secret comes in variables of its own, from a Secret',
        prod(SECRET, '.spec.target.creationPolicy', 'Owner'),
      ),
      later('retention', 'logs are sampled, and kept for a time', LATER.monitoring),
    ],
    '18) Backup and Restore (HA/DR)': [
      later('backups', 'the database is backed up, to any moment', LATER.data),
      later('restores', 'restores are tried each quarter', LATER.data),
      later('failures', 'failures of pods and nodes are tried', LATER.chaos),
    ],
    '19) Multi-Region and DNS Failover Plan': [
      later('failover', 'health checks and DNS lead to another region, by a runbook', LATER.cloud),
    ],
  },
};

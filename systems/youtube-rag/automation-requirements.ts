import { application, LATER, later, met, unmet, type SectionRequirements } from '../requirement';
import { CONTAINER, each, LAPTOP, MIGRATION, PIPELINE, PROCESS, prod, WORKER } from './requirement-fields';

/** What phase 3 of the document asks for. */
export const automationRequirements = {
  'DEVOPS-019: VS Code Devcontainer': LAPTOP,
  'DEVOPS-020: Structured Logging with JSON': [
    application(
      'log-properties',
      'all logs have structured properties and correlation ids, with examples',
      'the console is what the node collects',
    ),
    application('log-machine', 'logs name machine and process', 'the host name is the name of the pod'),
    later('log-store', 'logs are parsed and searched, in Loki or its like', LATER.monitoring),
  ],
  'DEVOPS-021: Prometheus Metrics': [
    application(
      'metrics',
      'metrics at /metrics: requests, queries, background jobs, videos, cache',
      'API and worker have a port for it',
      ...each(`${CONTAINER}.ports[0].containerPort`, 8080),
    ),
    met(
      'background-jobs',
      'background jobs run, apart from the API',
      prod(WORKER, `${CONTAINER}.args`, ['worker']),
      prod('HorizontalPodAutoscaler/youtube-rag-worker', '.spec.minReplicas', 3),
      prod('HorizontalPodAutoscaler/youtube-rag-worker', '.spec.maxReplicas', 10),
    ),
    later('scraping', 'Prometheus scrapes them, with basic alerts', LATER.monitoring),
  ],
  'DEVOPS-022: Grafana Dashboards': [
    unmet('grafana', 'Grafana as a Compose service', LAPTOP),
    later('dashboards', 'dashboards of system, API, database, background jobs and business', LATER.monitoring),
  ],
  'DEVOPS-023: Pre-commit Hooks with Husky.NET': LAPTOP,
  'DEVOPS-024: EditorConfig': LAPTOP,
  'DEVOPS-025: Migration Conflict Detection': [
    application(
      'migration-again',
      'migrations can run more than once',
      'one pod at a time runs them, and is tried again when it fails',
      prod(MIGRATION, '.spec.parallelism', 1),
      prod(MIGRATION, '.spec.podReplacementPolicy', 'Failed'),
      prod(MIGRATION, '.spec.backoffLimit', 3),
    ),
    unmet('migration-conflicts', 'conflicts are found in a pull request, which keeps the script', PIPELINE),
  ],
  'DEVOPS-026: Automated Dependency Updates': PIPELINE,
  'DEVOPS-027: Security Scanning Enhancements': [
    later('scans', 'dependencies, images and code are scanned, with alerts', LATER.supplyChain),
    unmet('security-policy', 'a policy and documented practices', PROCESS),
  ],
} satisfies SectionRequirements;

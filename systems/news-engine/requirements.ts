import { application, LATER, later, met, unmet, type RequirementsDocument } from '../requirement';
import { deliveryRequirements } from './delivery-requirements';
import {
  ANALYTICS,
  CONTAINER,
  each,
  HTTPS,
  INGRESS,
  INSTRUMENTED,
  LISTEN_PORTS,
  POD,
  PROCESS,
  prod,
  PUBLISHER,
  scales,
  use,
} from './requirement-fields';
import { securityRequirements } from './security-requirements';

const SECTIONS = [
  'EPIC: K8SNE-1 DevOps Platform Modernization',
  'K8SNE-2: GitHub Actions CI/CD Pipeline',
  'K8SNE-3: Automated Testing Implementation',
  'K8SNE-4: Container Security Scanning',
  'K8SNE-5: Multi-stage Docker Builds',
  'K8SNE-6: Code Quality Automation (SonarQube)',
  'K8SNE-7: Kubernetes Secrets Migration',
  'K8SNE-8: RBAC Implementation',
  'K8SNE-9: Network Policies Setup',
  'K8SNE-11: Prometheus + Grafana Stack',
  'K8SNE-12: Distributed Tracing (Jaeger)',
  'K8SNE-13: Alerting Rules Configuration',
  'K8SNE-14: Production Environment Setup',
  'K8SNE-15: Performance Testing & Optimization',
  'K8SNE-16: Documentation & Runbooks',
  'Story Estimation Reference',
] as const;

/** What the document asks of news-engine. Numbers are the document's; it names none for pods, their size or their scaling. */
export const requirements: RequirementsDocument<(typeof SECTIONS)[number]> = {
  title: 'K8s News Engine DevOps Modernization',
  sections: SECTIONS,
  requirements: {
    ...deliveryRequirements,
    ...securityRequirements,
    'EPIC: K8SNE-1 DevOps Platform Modernization': [
      later('uptime', '99.9 % availability', LATER.monitoring),
      met(
        'rollouts',
        'releases that lose nothing, day by day',
        ...each('.spec.strategy.rollingUpdate', { maxSurge: '25%', maxUnavailable: 0 }),
      ),
      later('recovery-time', 'recovered within 30 minutes, fewer than 15 % of changes fail', LATER.delivery),
      unmet('lead-time', 'from a change to production in 4 hours, daily instead of weekly', PROCESS),
      later('scan-coverage', 'all code and containers are scanned', LATER.supplyChain),
    ],
    'K8SNE-11: Prometheus + Grafana Stack': [
      later('prometheus', 'Prometheus with service monitors of both services', LATER.monitoring),
      later('grafana', 'Grafana with dashboards for each kind of reader', LATER.monitoring),
      later('retention', 'history of 30 days or more, in Thanos or Cortex', LATER.monitoring),
      later('infrastructure-metrics', 'CPU, memory, disk and network', LATER.monitoring),
      application(
        'business-metrics',
        'both services measure themselves: EQIS computation rates, API latency',
        'analytics has a port for its metrics; the API has that of its requests',
        prod(`Deployment/${ANALYTICS}`, `${CONTAINER}.ports[*].name`, ['metrics']),
        prod(`Deployment/${PUBLISHER}`, `${CONTAINER}.ports[*].name`, ['http']),
      ),
    ],
    'K8SNE-12: Distributed Tracing (Jaeger)': [
      later('jaeger', 'Jaeger, with sampling, retention and dashboards', LATER.monitoring),
      unmet('spans', 'OpenTelemetry in services, queries and requests', INSTRUMENTED),
    ],
    'K8SNE-13: Alerting Rules Configuration': [
      later('alerts', 'critical and warning alerts with thresholds that do not tire', LATER.monitoring),
      later('routing', 'routes to e-mail, Slack and PagerDuty, escalation, grouping', LATER.monitoring),
      later('alert-runbooks', 'a runbook for each alert', LATER.monitoring),
    ],
    'K8SNE-14: Production Environment Setup': [
      later('cluster', 'a highly available cluster', LATER.cloud),
      met(
        'zones',
        'pods stand in three zones, one in each at least',
        ...scales('.spec.minReplicas', 3),
        ...each(`${POD}.topologySpreadConstraints[0].topologyKey`, 'topology.kubernetes.io/zone'),
      ),
      met(
        'drains',
        'one pod at a time is drained',
        prod(`PodDisruptionBudget/${PUBLISHER}`, '.spec.maxUnavailable', 1),
        prod(`PodDisruptionBudget/${ANALYTICS}`, '.spec.maxUnavailable', 1),
      ),
      met(
        'balancing',
        'requests are balanced over the pods of the API',
        prod(INGRESS, '.spec.ingressClassName', 'alb'),
        prod(`Service/${PUBLISHER}`, '.spec.type', 'ClusterIP'),
      ),
      met(
        'tls',
        'TLS at the entry',
        prod(INGRESS, LISTEN_PORTS, HTTPS),
        prod(INGRESS, '.spec.rules[*].host', ['news.example.com']),
      ),
      later('certificates', 'certificates are renewed by themselves', LATER.cloud),
      later('backups', 'backups and restores of the database', LATER.data),
      later('migration', 'migration of production data, tested', LATER.data),
      later('disaster', 'a plan for disasters, tested', LATER.data),
      later('production-monitoring', 'monitoring and alerts in production', LATER.monitoring),
    ],
    'K8SNE-15: Performance Testing & Optimization': [
      met(
        'autoscaling',
        'both services scale by what they use, as the other systems do: the document names no numbers',
        ...scales('.spec.metrics[0].resource', use('cpu', 70)),
        ...scales('.spec.metrics[1].resource', use('memory', 80)),
      ),
      met(
        'range',
        'a range with room',
        prod(`HorizontalPodAutoscaler/${PUBLISHER}`, '.spec.maxReplicas', 10),
        prod(`HorizontalPodAutoscaler/${ANALYTICS}`, '.spec.maxReplicas', 6),
      ),
      application(
        'parallel-scores',
        'several pods compute scores at once',
        'pods share nothing but the database, which must give an article to one of them at a time',
        ...each('.spec.template.spec.volumes[*].persistentVolumeClaim', []),
      ),
      unmet('load-tests', 'load tests with k6, benchmarks, no regressions', 'tests of the running application'),
      later('indexes', 'indexes and caches', LATER.data),
      later('performance-dashboard', 'a dashboard of performance', LATER.monitoring),
    ],
    'K8SNE-16: Documentation & Runbooks': [
      unmet('architecture', 'architecture and deployment are documented', 'so they are: this page is made from them'),
      unmet('decisions', 'decisions are documented', 'so they are, in docs/decisions'),
      unmet('api-docs', 'API documentation is generated', INSTRUMENTED),
      later('runbooks', 'runbooks of incidents', LATER.monitoring),
      unmet('onboarding', 'a guide for new developers', PROCESS),
    ],
    'Story Estimation Reference': PROCESS,
  },
};

import { application, deviating, fieldsOf, LATER, later, met, unmet, type SectionRequirements } from '../requirement';
import {
  prod,
  API,
  SECRET,
  POD,
  CONTAINER,
  LISTEN_PORTS,
  HTTPS,
  IMAGE,
  TEXT,
  each,
  scales,
  advises,
} from './requirement-fields';

/** What the tasks of the document ask for. */
export const taskRequirements = {
  'Epic Summary': TEXT,
  '7.1.1: Docker Setup': IMAGE,
  '7.1.2: Docker Compose': 'Compose files for a laptop; dev has the same objects as prod',
  '7.1.3: Container Orchestration': [
    met('probes', 'health checks of all services', ...each(`${CONTAINER}.readinessProbe.httpGet.path`, '/readyz')),
    met(
      'requests',
      'resource requests',
      prod(API, `${CONTAINER}.resources.requests`, { cpu: '500m', memory: '512Mi' }),
    ),
    deviating(
      met('limits', 'resource limits', prod(API, `${CONTAINER}.resources.limits`, { memory: '512Mi' })),
      'limits, without amounts',
      'memory has a limit; CPU has none, which would only slow a pod down while the node is idle',
    ),
    met(
      'settings',
      'configurable settings for each environment',
      prod(API, `${CONTAINER}.env[?(@.name=='ENVIRONMENT')].value`, 'prod'),
      fieldsOf('dev')(API, `${CONTAINER}.env[?(@.name=='LOG_LEVEL')].value`, 'debug'),
    ),
    met(
      'secret-handling',
      'secrets are handled safely',
      prod(SECRET, '.spec.data[*].secretKey', ['database-url', 'redis-password']),
    ),
  ],
  '7.2.1: K8s Manifests': [
    met('deployments', 'a Deployment for each service', ...each('.kind', 'Deployment')),
    met(
      'services',
      'Services',
      prod('Service/mimir-api', '.spec.type', 'ClusterIP'),
      prod('Service/mimir-web', '.spec.type', 'ClusterIP'),
    ),
    met(
      'tls',
      'ingress that ends TLS',
      prod('Ingress/mimir-web', LISTEN_PORTS, HTTPS),
      prod('Ingress/mimir-api', LISTEN_PORTS, HTTPS),
    ),
    deviating(
      met('configuration', 'ConfigMaps and Secrets', prod(SECRET, '.spec.target.name', 'mimir-api-secrets')),
      'ConfigMaps and Secrets',
      'an ExternalSecret fills the Secret; the few settings are variables of the pod, whose change restarts it',
    ),
  ],
  '7.2.2: Auto-scaling': [
    met('hpa', 'horizontal autoscaling', ...scales('.spec.scaleTargetRef.kind', 'Deployment')),
    deviating(
      met('vpa', 'vertical autoscaling', ...advises('.spec.updatePolicy.updateMode', 'Off')),
      'vertical and horizontal autoscaling of the same pods',
      'on the same CPU and memory one undoes the other: the vertical one recommends',
    ),
    later('node-scaling', 'nodes follow the pods', LATER.cloud),
    unmet('load-test', 'load tests of the triggers', 'a test of the running application'),
  ],
  '7.2.3: High Availability': [
    met(
      'zones',
      'pods stand in all zones',
      ...each(`${POD}.topologySpreadConstraints[0].topologyKey`, 'topology.kubernetes.io/zone'),
    ),
    met('drains', 'one pod at a time is drained', prod('PodDisruptionBudget/mimir-api', '.spec.maxUnavailable', 1)),
    later('replication', 'PostgreSQL with streaming replication', LATER.data),
    met(
      'sentinel',
      'Redis with Sentinel',
      prod('NetworkPolicy/mimir-api', '.spec.egress[2].ports[0].port', 26379),
      prod(API, `${CONTAINER}.env[?(@.name=='REDIS_SENTINEL')].value`, 'redis-sentinel.mimir-data'),
    ),
    later('backups', 'automated backups', LATER.data),
  ],
  '7.3.1: Metrics Collection': [later('metrics', 'Prometheus, alerts and dashboards', LATER.monitoring)],
  '7.3.2: Log Aggregation': [
    later('logs', 'logs are collected, kept and searched', LATER.monitoring),
    application(
      'correlation',
      'logs carry correlation ids',
      'the level of logs is a variable',
      prod(API, `${CONTAINER}.env[?(@.name=='LOG_LEVEL')].value`, 'info'),
    ),
  ],
  '7.3.3: Distributed Tracing': [later('traces', 'traces with sampling', LATER.monitoring)],
  '7.4.1: GitHub Actions Setup': IMAGE,
  '7.4.2: Deployment Automation': [
    later('gitops', 'Argo CD deploys from Git, environment after environment', LATER.delivery),
    later('blue-green', 'blue-green deployment, with a quick way back', LATER.delivery),
  ],
  '7.4.3: Quality Gates': 'gates of the pipeline of the application',
  '7.5.1: Infrastructure Testing': [
    later('chaos', 'failures are caused on purpose', LATER.chaos),
    later('recovery-tests', 'recovery is tested', LATER.data),
  ],
  '7.5.2: Documentation': [later('runbooks', 'runbooks for operations', LATER.monitoring)],
  '7.5.3: Optimization & Cleanup': [
    met(
      'right-sizing',
      'right-sizing of pods',
      ...advises('.spec.resourcePolicy.containerPolicies[0].maxAllowed', { cpu: '2', memory: '4Gi' }),
    ),
  ],
} satisfies SectionRequirements;

import { HTTPS, LISTEN_PORTS, use } from '../rendered-paths';
import { application, deviating, LATER, later, met, unmet, type SectionRequirements } from '../requirement';
import {
  API,
  AUTOSCALER,
  CHECK,
  CONTAINER,
  each,
  MIGRATION,
  PIPELINE,
  POLICY,
  PROCESS,
  prod,
  SECRET,
  staging,
  variable,
  WORKER,
} from './requirement-fields';

const INGRESS = 'Ingress/youtube-rag-api';
const CONNECTION = `${variable('ConnectionStrings__DefaultConnection')}.valueFrom.secretKeyRef.name`;
const DAY = 24 * 60 * 60;
const ofSecret = (name: string) => `.metadata.annotations['secrets.seaworthy.dev/${name}']`;
const podsOf = (app: string) => [
  {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'youtube-rag-data' } },
    podSelector: { matchLabels: { app } },
  },
];

/** What phase 4 of the document asks for. */
export const productionRequirements = {
  'DEVOPS-028: Production Docker Compose': [
    unmet('compose-prod', 'a Compose file for production', 'Kubernetes takes its place'),
    met('sensitive-data', 'secrets for what is sensitive', prod(SECRET, '.spec.secretStoreRef.kind', 'SecretStore')),
    deviating(
      met(
        'limits',
        'resource limits',
        prod(API, `${CONTAINER}.resources.limits`, { memory: '1Gi' }),
        prod(WORKER, `${CONTAINER}.resources.limits`, { memory: '6Gi' }),
      ),
      'limits, without amounts',
      'memory has a limit; CPU has none, which would only slow a pod down while the node is idle',
    ),
    met(
      'restarts',
      'what hangs or fails starts again',
      ...each(`${CONTAINER}.livenessProbe.httpGet.path`, '/health/live'),
      prod(MIGRATION, '.spec.backoffLimit', 3),
    ),
    later('log-drivers', 'logs are shipped', LATER.monitoring),
    met(
      'replicas',
      'more than one pod of the API: one for each of three zones, or more',
      prod(AUTOSCALER, '.spec.minReplicas', 3),
      prod(API, '.spec.template.spec.topologySpreadConstraints[0].topologyKey', 'topology.kubernetes.io/zone'),
    ),
    unmet('prod-tried', 'the configuration is tried', '`make up ENV=prod` does, on a real engine and API server'),
    unmet('prod-documented', 'deployment is documented', 'the README of the project tells it for every system'),
  ],
  'DEVOPS-029: Secrets Management': [
    deviating(
      met('secret-manager', 'a manager keeps the secrets', prod(SECRET, '.spec.secretStoreRef.kind', 'SecretStore')),
      'Docker secrets, or an external manager',
      'the external one, AWS Secrets Manager: Docker secrets are there for Swarm alone',
    ),
    met(
      'rotation',
      'secrets are changed regularly: every 90 days, the old ones valid for a day, pods started again',
      prod(SECRET, ofSecret('rotated-every-seconds'), String(90 * DAY)),
      prod(SECRET, ofSecret('overlap-seconds'), String(DAY)),
      prod(API, ".metadata.annotations['secret.reloader.stakater.com/reload']", 'youtube-rag-api-secrets'),
    ),
    application(
      'secrets-checked',
      'secrets are validated',
      'the check at start has all of them',
      prod(API, `${CHECK}.env[*].valueFrom.secretKeyRef.key`, [
        'connectionstrings--defaultconnection',
        'redis--password',
        'jwt--secret',
      ]),
    ),
    met(
      'injection',
      'secrets reach the pods',
      prod(API, CONNECTION, 'youtube-rag-api-secrets'),
      prod(WORKER, CONNECTION, 'youtube-rag-worker-secrets'),
    ),
    unmet('secrets-documented', 'they are documented', 'the tables of secrets below tell all of them'),
    later('secret-backups', 'secrets can be recovered', LATER.cloud),
  ],
  'DEVOPS-030: Kubernetes Manifests (Optional)': [
    met('deployments', 'Deployments', ...each('.kind', 'Deployment')),
    met('services', 'Services', prod('Service/youtube-rag-api', '.spec.type', 'ClusterIP')),
    deviating(
      met('configuration', 'ConfigMaps and Secrets', prod(SECRET, '.spec.target.name', 'youtube-rag-api-secrets')),
      'ConfigMaps and Secrets',
      'an ExternalSecret fills the Secret; the few settings are variables of the pod, whose change restarts it',
    ),
    deviating(
      met('ingress', 'an Ingress', prod(INGRESS, '.spec.ingressClassName', 'alb'), prod(INGRESS, LISTEN_PORTS, HTTPS)),
      'nothing of TLS, class or host',
      'HTTPS alone, at the load balancer of AWS that is the entry of each environment; the host is a placeholder',
    ),
    deviating(
      met(
        'requests',
        'resource requests',
        prod(API, `${CONTAINER}.resources.requests`, { cpu: '500m', memory: '1Gi' }),
        prod(WORKER, `${CONTAINER}.resources.requests`, { cpu: '2', memory: '6Gi' }),
      ),
      'no amounts',
      'the largest Whisper model takes about 4 GB of memory, which the worker has beside its own; all of them are settings',
    ),
    deviating(
      met(
        'autoscaling',
        'pods follow load',
        prod(AUTOSCALER, '.spec.maxReplicas', 10),
        prod(AUTOSCALER, '.spec.metrics[*].resource', [use('cpu', 70), use('memory', 80)]),
        staging(AUTOSCALER, '.spec.minReplicas', 2),
      ),
      'no range and no load',
      '3 to 10 pods at 70 % of CPU and 80 % of memory; the worker by CPU alone, since a model fills its memory',
    ),
    later('mysql', 'MySQL as a StatefulSet', LATER.data),
    later('redis', 'Redis', LATER.data),
    met('mysql-client', 'MySQL is called', prod(POLICY, '.spec.egress[0].to', podsOf('mysql'))),
    met('redis-client', 'Redis is called', prod(POLICY, '.spec.egress[1].to', podsOf('redis'))),
    unmet('kind', 'it is tried in kind or minikube', 'the sandbox has a real API server: `make up`'),
    unmet('kubernetes-documented', 'deployment is documented', 'the README of the project tells it for every system'),
  ],
  'DEVOPS-031: CD Pipeline Enhancements': [
    unmet('tests-first', 'tests run before a deployment', PIPELINE),
    met(
      'staging',
      'there is a staging environment',
      staging(API, `${variable('ASPNETCORE_ENVIRONMENT')}.value`, 'Staging'),
    ),
    later('promotion', 'staging first, then prod after approval', LATER.delivery),
    later('rollback', 'back to the release before; the schema only grows, so that it fits both', LATER.delivery),
  ],
  'DEVOPS-032: Production Runbook': [
    later('runbook', 'a runbook for operation, alerts and incidents', LATER.monitoring),
    unmet('escalation', 'ways of escalation, and a review with operations', PROCESS),
  ],
} satisfies SectionRequirements;

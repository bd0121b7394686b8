import { application, deviating, fieldsOf, LATER, later, met, type RequirementsDocument } from '../requirement';

const DEPLOYMENT = 'Deployment/feature-api';
const AUTOSCALER = 'HorizontalPodAutoscaler/feature-api';
const INGRESS = 'Ingress/feature-api';
const POLICY = 'NetworkPolicy/feature-api';
const SECRET = 'ExternalSecret/feature-api-secrets';
const CONTAINER = '.spec.template.spec.containers[0]';
const LISTEN_PORTS = ".metadata.annotations['alb.ingress.kubernetes.io/listen-ports']";
const SIZE = `${CONTAINER}.resources`;

const dev = fieldsOf('dev');
const staging = fieldsOf('staging');
const prod = fieldsOf('prod');

const PLACEHOLDER = 'the template leaves it to be filled in';
const PROCESS = 'what people do, not what is deployed';

const metric = (index: number, name: string, percent: number) =>
  prod(AUTOSCALER, `.spec.metrics[${index}].resource`, {
    name,
    target: { type: 'Utilization', averageUtilization: percent },
  });
const to = (cidr: string, port: number) => ({ to: [{ ipBlock: { cidr } }], ports: [{ protocol: 'TCP', port }] });

const SECTIONS = [
  'Experiment Context',
  'Task Overview',
  'Critical Infrastructure (Must Have)',
  'Security & Compliance (Should Have)',
  'Optimization (Nice to Have)',
  'Production Environment',
  'Resource Requirements',
  'Blue-Green Deployment Process',
  'Rollback Procedures',
  'Key Metrics to Monitor',
  'Monitoring Stack Configuration',
  'Alert Rules',
  'Infrastructure Security',
  'Secrets Management',
  'Backup Strategy',
  'Disaster Recovery Plan',
  'Auto-scaling Configuration',
  'Database Performance Tuning',
  'Resource Right-sizing',
  'Cost Monitoring Alerts',
  'Definition of Done',
  'External Dependencies',
  'Internal Blockers',
  'Blocking Others',
  'Risk Assessment',
  'Our Philosophy',
  'Common Operational Tasks',
  'Learning Log',
] as const;

/** What the document asks of feature-api. Numbers and names are the document's. */
export const requirements: RequirementsDocument<(typeof SECTIONS)[number]> = {
  title: 'DevOps Tasks: feature-api',
  sections: SECTIONS,
  requirements: {
    'Experiment Context': PLACEHOLDER,
    'Task Overview': PROCESS,
    'Critical Infrastructure (Must Have)': [
      later('provisioning', 'databases, cache and networking of each environment', LATER.cloud),
      later('pipeline', 'pipeline with blue-green deployment and rollback', LATER.delivery),
      later('monitoring', 'application and infrastructure monitored, with alerts', LATER.monitoring),
    ],
    'Security & Compliance (Should Have)': [
      later('waf', 'WAF rules and rate limiting before the load balancer', LATER.cloud),
      met('tls', 'TLS on the way in', prod(INGRESS, LISTEN_PORTS, '[{"HTTP": 80}, {"HTTPS": 443}]')),
      met('secret-manager', 'a manager keeps the secrets', prod(SECRET, '.spec.secretStoreRef.kind', 'SecretStore')),
      later('disaster-recovery', 'backups, copies in another region, tested restores', LATER.data),
      later('compliance', 'audit log, retention and reports', LATER.cloud),
    ],
    'Optimization (Nice to Have)': [
      met('scaling', 'scales with load', prod(AUTOSCALER, '.spec.scaleTargetRef.name', 'feature-api')),
      later('tracing', 'traces from end to end, dashboards, objectives', LATER.monitoring),
    ],
    'Production Environment': [
      met('balancer', 'a load balancer stands before the pods', prod(INGRESS, '.spec.ingressClassName', 'alb')),
      met('postgres', 'PostgreSQL behind the pods', prod(POLICY, '.spec.egress[0].ports[0].port', 5432)),
      met('redis', 'Redis behind the pods', prod(POLICY, '.spec.egress[1].ports[0].port', 6379)),
    ],
    'Resource Requirements': [
      met('staging-pods', 'staging runs 2 pods', staging(DEPLOYMENT, '.spec.replicas', 2)),
      deviating(
        met(
          'staging-size',
          'a staging pod has 1 CPU and 2 GB',
          staging(DEPLOYMENT, SIZE, { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } }),
        ),
        'GB',
        'GiB is what the limit of a container counts in; CPU has no limit, which would only slow the pod down',
      ),
      met('prod-least', 'prod runs 3 pods or more', prod(AUTOSCALER, '.spec.minReplicas', 3)),
      met('prod-most', 'prod runs at most 10 pods', prod(AUTOSCALER, '.spec.maxReplicas', 10)),
      met(
        'prod-size',
        'a prod pod has 2 CPU and 4 GB',
        prod(DEPLOYMENT, SIZE, { requests: { cpu: '2', memory: '4Gi' }, limits: { memory: '4Gi' } }),
      ),
      deviating(
        met('dev', 'nothing is said of dev', dev(DEPLOYMENT, '.spec.replicas', 1)),
        'no size for dev',
        '1 pod of 250m CPU and 512 MiB is the smallest that shows the whole path',
      ),
      later('database-size', 'db.t3.medium and db.r5.xlarge, with read replicas', LATER.cloud),
      later('cache-size', 'cache.t3.micro and cache.r5.large in cluster mode', LATER.cloud),
      deviating(
        met('staging-balancer', 'an ALB stands before staging', staging(INGRESS, '.spec.ingressClassName', 'alb')),
        'no certificate, region, image or account',
        'the certificate is that of AWS Certificate Manager for the host; the others are placeholders until the cloud gives them',
      ),
    ],
    'Blue-Green Deployment Process': [
      later('canary', 'traffic at 10 %, 50 % and 100 % with 10 minutes of watching between', LATER.delivery),
    ],
    'Rollback Procedures': [
      later('rollback', 'back to the release before', LATER.delivery),
      met('host', 'reached at api.example.com', prod(INGRESS, '.spec.rules[0].host', 'api.example.com')),
      deviating(
        met(
          'health',
          'health is asked at /health',
          prod(DEPLOYMENT, `${CONTAINER}.readinessProbe.httpGet`, { path: '/health', port: 'http' }),
        ),
        'health over plain HTTP',
        'plain HTTP is redirected to HTTPS, with HSTS for a year; kubelet and load balancer ask the pod itself',
      ),
    ],
    'Key Metrics to Monitor': [
      later('thresholds', 'P95 over 200 ms for 5 min, errors over 1 % for 2 min, and six more', LATER.monitoring),
    ],
    'Monitoring Stack Configuration': [later('scrapes', 'metrics are scraped every 15 s', LATER.monitoring)],
    'Alert Rules': [later('alerts', 'errors, response time and database connections', LATER.monitoring)],
    'Infrastructure Security': [
      deviating(
        met(
          'selected',
          'the policy selects the pods of feature-api',
          prod(POLICY, ".spec.podSelector.matchLabels['app.kubernetes.io/name']", 'feature-api'),
        ),
        'the label app: feature-api',
        'app.kubernetes.io/name is the label that Kubernetes recommends; one convention for all systems',
      ),
      met('port', 'the container listens on 3000', prod(DEPLOYMENT, `${CONTAINER}.ports[0].containerPort`, 3000)),
      met(
        'ingress-port',
        'in on 3000 alone',
        prod(POLICY, '.spec.ingress[*].ports[*]', [{ protocol: 'TCP', port: 3000 }]),
      ),
      deviating(
        met(
          'caller',
          'in from the proxy alone',
          prod(POLICY, '.spec.ingress[*].from[*]', [{ ipBlock: { cidr: '10.30.0.0/20' } }]),
        ),
        'pods of app: nginx-ingress',
        'ingress-nginx is retired; the ALB of the resource table sends to the pods itself, from its subnets',
      ),
      deviating(
        met('to-postgres', 'out to PostgreSQL on 5432', prod(POLICY, '.spec.egress[0]', to('10.30.64.0/20', 5432))),
        'pods of app: postgresql in every environment',
        'the resource table names RDS, which has no pods: its subnets in staging and prod, pods in dev',
      ),
      deviating(
        met('to-redis', 'out to Redis on 6379', prod(POLICY, '.spec.egress[1]', to('10.30.80.0/20', 6379))),
        'pods of app: redis in every environment',
        'the resource table names ElastiCache, which has no pods: its subnets in staging and prod, pods in dev',
      ),
      deviating(
        met(
          'closed',
          'closed otherwise',
          prod(POLICY, '.spec.policyTypes', ['Ingress', 'Egress']),
          prod('NetworkPolicy/default-deny', '.spec.podSelector', {}),
        ),
        'no way to DNS, and no default deny',
        'without DNS no name could be resolved; without default deny all other pods of the namespace are open',
      ),
    ],
    'Secrets Management': [
      met('secret-name', 'the Secret is feature-api-secrets', prod(SECRET, '.spec.target.name', 'feature-api-secrets')),
      deviating(
        met(
          'secret-keys',
          'it has four keys',
          prod(SECRET, '.spec.data[*].secretKey', ['database-url', 'redis-url', 'jwt-secret', 'api-key']),
        ),
        'the values, as text',
        'an ExternalSecret reads them from AWS Secrets Manager: nothing secret stands in a manifest',
      ),
    ],
    'Backup Strategy': [
      later(
        'backups',
        'the database every 6 hours, kept for 30 days, restored in 1 hour; logs for 90 days, metrics for 1 year',
        LATER.data,
      ),
    ],
    'Disaster Recovery Plan': [later('restore', 'stops writers, restores, starts them again', LATER.data)],
    'Auto-scaling Configuration': [
      deviating(
        met(
          'autoscaler-target',
          'the autoscaler scales the Deployment',
          prod(AUTOSCALER, '.spec.scaleTargetRef.kind', 'Deployment'),
        ),
        'the names feature-api-hpa and feature-api-netpol',
        'the kind is no part of a name',
      ),
      met('cpu', 'CPU at 70 %', metric(0, 'cpu', 70)),
      met('memory', 'memory at 80 %', metric(1, 'memory', 80)),
      met(
        'requests',
        '100 requests per second and pod',
        prod(AUTOSCALER, '.spec.metrics[2].pods', {
          metric: { name: 'http_requests_per_second' },
          target: { type: 'AverageValue', averageValue: '100' },
        }),
      ),
      met('one-owner', 'the autoscaler alone owns the number of pods', prod(DEPLOYMENT, '.spec.replicas', undefined)),
    ],
    'Database Performance Tuning': [later('tuning', 'eight settings of the server, shared_buffers first', LATER.data)],
    'Resource Right-sizing': [later('right-sizing', 'smaller instances, $335 a month less', LATER.cloud)],
    'Cost Monitoring Alerts': [later('budget', 'an alert at $1000 a month', LATER.cloud)],
    'Definition of Done': PROCESS,
    'External Dependencies': PROCESS,
    'Internal Blockers': [
      application(
        'health-endpoint',
        'the image answers for its health',
        'the kubelet asks /health',
        prod(DEPLOYMENT, `${CONTAINER}.readinessProbe.httpGet.path`, '/health'),
      ),
    ],
    'Blocking Others': PLACEHOLDER,
    'Risk Assessment': [
      met(
        'zones',
        'an outage of a zone is survived',
        prod(DEPLOYMENT, '.spec.template.spec.topologySpreadConstraints[0].topologyKey', 'topology.kubernetes.io/zone'),
      ),
    ],
    'Our Philosophy': 'a way to work: what is unsafe is refused at synthesis',
    'Common Operational Tasks': [later('runbooks', 'a runbook for each task', LATER.monitoring)],
    'Learning Log': PLACEHOLDER,
  },
};

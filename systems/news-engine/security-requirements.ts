import { application, deviating, fieldsOf, LATER, later, met, unmet, type SectionRequirements } from '../requirement';
import {
  accounts,
  ANALYTICS,
  CONTAINER,
  each,
  HTTPS,
  INGRESS,
  LISTEN_PORTS,
  NAMESPACE,
  OUT,
  POD,
  PROCESS,
  prod,
  PUBLISHER,
  secrets,
} from './requirement-fields';

const DAY = 86_400;

/** Phase 2 of the document: secrets, access, network. */
export const securityRequirements = {
  'K8SNE-7: Kubernetes Secrets Migration': [
    met(
      'connection-strings',
      'connection strings of the database are secrets',
      ...each(`${CONTAINER}.env[?(@.name=='DATABASE_URL')].value`, undefined),
      prod(
        `Deployment/${ANALYTICS}`,
        `${CONTAINER}.env[?(@.name=='DATABASE_URL')].valueFrom.secretKeyRef.name`,
        `${ANALYTICS}-secrets`,
      ),
    ),
    met(
      'api-keys',
      'API keys and tokens are secrets',
      prod(
        `Deployment/${PUBLISHER}`,
        `${CONTAINER}.env[?(@.name=='API_KEY')].valueFrom.secretKeyRef.name`,
        `${PUBLISHER}-secrets`,
      ),
    ),
    deviating(
      met('no-variables', 'manifests hold no credentials', ...each(`${CONTAINER}.envFrom`, undefined)),
      'environment variables are removed',
      'values are kept out of manifests; the process still reads them as variables, and no other secret of the namespace',
    ),
    deviating(
      met('external-secrets', 'External Secrets fills them', ...secrets('.spec.secretStoreRef.kind', 'SecretStore')),
      'Secret manifests, and External Secrets in production alone',
      'a Secret in a manifest is readable by all who read Git; every environment has the same way',
    ),
    met(
      'least-secrets',
      'each service reads its own credentials alone',
      prod(`ExternalSecret/${PUBLISHER}-secrets`, '.spec.data[*].remoteRef.key', [
        'prod/news-engine/publisher',
        'prod/news-engine/publisher',
      ]),
      prod(`ExternalSecret/${ANALYTICS}-secrets`, '.spec.data[*].remoteRef.key', ['prod/news-engine/analytics']),
    ),
    met(
      'rotation',
      'secrets are rotated: each has an owner and a cadence, and pods start again with the new value',
      ...secrets(".metadata.annotations['secrets.seaworthy.dev/owner']", 'team-news'),
      ...secrets(".metadata.annotations['secrets.seaworthy.dev/rotated-every-seconds']", String(30 * DAY)),
      prod(
        `Deployment/${ANALYTICS}`,
        ".metadata.annotations['secret.reloader.stakater.com/reload']",
        `${ANALYTICS}-secrets`,
      ),
    ),
    later('secret-audit', 'access to secrets is audited', LATER.cloud),
    later('secret-encryption', 'secrets are encrypted at rest and in transit', LATER.cloud),
    unmet('credential-audit', 'credentials in use today are found', PROCESS),
    later('pipeline-secrets', 'pipelines handle secrets safely', LATER.delivery),
  ],
  'K8SNE-8: RBAC Implementation': [
    met(
      'rbac',
      'RBAC for all components',
      prod('Role/developer', '.kind', 'Role'),
      prod('Role/admin', '.kind', 'Role'),
    ),
    met(
      'service-accounts',
      'service accounts of analytics and publisher, with the least rights',
      ...each(`${POD}.automountServiceAccountToken`, false),
      ...accounts('.automountServiceAccountToken', false),
      prod(`Deployment/${ANALYTICS}`, `${POD}.serviceAccountName`, ANALYTICS),
      prod(`Deployment/${PUBLISHER}`, `${POD}.serviceAccountName`, PUBLISHER),
    ),
    met('namespace', 'a namespace of its own', prod(NAMESPACE, '.metadata.name', 'news-engine')),
    met(
      'roles',
      'roles developer, operator and admin',
      prod('RoleBinding/developer', '.subjects[*].name', ['news-developers']),
      prod('RoleBinding/operator', '.subjects[*].name', ['news-oncall']),
      prod('RoleBinding/admin', '.subjects[*].name', ['news-release-managers']),
    ),
    met(
      'role-rights',
      'a developer sees, an operator also moves pods, an admin also changes workloads',
      prod('Role/developer', ".rules[?(@.resources[0]=='daemonsets')].verbs", ['get', 'list', 'watch']),
      prod('Role/operator', ".rules[?(@.resources[0]=='pods/eviction')].verbs", ['create']),
      prod('Role/admin', ".rules[?(@.resources[0]=='networkpolicies')]", undefined),
    ),
    deviating(
      met('bindings', 'role bindings', prod('RoleBinding/operator', '.roleRef.kind', 'Role')),
      'cluster role bindings too',
      'nothing of news-engine is outside its namespace: a right in all namespaces is not needed',
    ),
    met(
      'pod-security',
      'Pod Security Standards are enforced',
      prod(NAMESPACE, ".metadata.labels['pod-security.kubernetes.io/enforce']", 'restricted'),
      ...each(`${CONTAINER}.securityContext.capabilities.drop`, ['ALL']),
    ),
    met(
      'access-network',
      'access is controlled in the network too',
      prod('NetworkPolicy/default-deny', '.spec.policyTypes', ['Ingress', 'Egress']),
    ),
    application(
      'access-reviews',
      'access is reviewed regularly, and people come and go',
      'roles go to groups of the identity provider, and docs/systems lists who has what; `npm run registers` what ends',
      prod('RoleBinding/developer', '.subjects[*].kind', ['Group']),
    ),
    met(
      'quotas',
      'quotas and limits: the declared peak in a rollout, and a tenth more',
      // 10 pods and 3 of a rollout at 250m, 6 and 2 at 500m: 7250m
      prod('ResourceQuota/peak', ".spec.hard['requests.cpu']", '7975m'),
      prod('ResourceQuota/peak', ".spec.hard['services.loadbalancers']", '0'),
      prod('LimitRange/peak', '.spec.limits[0].max.memory', '1Gi'),
    ),
  ],
  'K8SNE-9: Network Policies Setup': [
    met(
      'policies',
      'network policies for all services',
      prod(`NetworkPolicy/${PUBLISHER}`, '.spec.policyTypes', ['Ingress', 'Egress']),
      prod(`NetworkPolicy/${ANALYTICS}`, '.spec.policyTypes', ['Ingress', 'Egress']),
    ),
    met(
      'database-callers',
      'the database is reached from analytics and publisher alone',
      prod(`NetworkPolicy/${PUBLISHER}`, '.spec.egress', OUT),
      prod(`NetworkPolicy/${ANALYTICS}`, '.spec.egress', OUT),
      fieldsOf('dev')(`NetworkPolicy/${ANALYTICS}`, '.spec.egress[0].to[0].podSelector.matchLabels', {
        app: 'postgresql',
      }),
    ),
    later('database-end', 'the database itself lets nobody else in', LATER.data),
    met(
      'between-services',
      'services call each other only where that is declared: these two do not',
      prod(`NetworkPolicy/${ANALYTICS}`, '.spec.ingress', []),
    ),
    met(
      'entry-rules',
      'rules of what comes in and goes out',
      prod(`NetworkPolicy/${PUBLISHER}`, '.spec.ingress[*].from[*].ipBlock.cidr', ['10.30.0.0/20']),
      prod(`NetworkPolicy/${PUBLISHER}`, '.spec.ingress[*].ports[*].port', [8000]),
    ),
    met(
      'entry-security',
      'an entry with security rules: TLS alone, and headers',
      prod(INGRESS, LISTEN_PORTS, HTTPS),
      prod(INGRESS, ".metadata.annotations['alb.ingress.kubernetes.io/ssl-redirect']", '443'),
    ),
    met(
      'isolation',
      'pods can be cut off in an emergency: every policy spares the quarantined, `docs/runbooks/isolation.md` says how',
      prod(`NetworkPolicy/${PUBLISHER}`, '.spec.podSelector.matchExpressions[0]', {
        key: 'network.seaworthy.dev/quarantine',
        operator: 'DoesNotExist',
      }),
    ),
    unmet(
      'policy-tests',
      'policies and isolation are tested',
      'so they are, in this repository: `npm run reach`, the judge of network policies, the test of isolation',
    ),
    unmet('mesh', 'a service mesh (optional)', 'the two services do not call each other: there is nothing to mesh'),
    later('traffic', 'traffic is watched, with alerts', LATER.monitoring),
  ],
} satisfies SectionRequirements;

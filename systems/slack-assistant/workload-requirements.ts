import { application, deviating, LATER, later, met, unmet, type SectionRequirements } from '../requirement';
import {
  annotation,
  AUTOSCALER,
  CONTAINER,
  DEPLOYMENT,
  dev,
  IMAGE,
  label,
  NAMESPACE,
  POD,
  POLICY,
  prod,
  SECRET,
  STORE,
  variable,
} from './requirement-fields';

const CERTIFICATE = 'Certificate/slack-assistant.example.com';
const ROUTE = 'HTTPRoute/slack-assistant';
const EXPAND = 'Job/slack-assistant-workspace-id-expand';
const BACKFILL = 'Job/slack-assistant-workspace-id-backfill';
const CHECKS = `${POD}.containers[0].securityContext`;
const HOOK = annotation('argocd.argoproj.io/hook');
const WAVE = annotation('argocd.argoproj.io/sync-wave');
const ask = (path: string) => ({ path, port: 'http' });
const alembic = (revision: string) => ['alembic', 'upgrade', revision];

/** What the document asks of the pods, of what leads to them, and of what they are given. */
export const workloadRequirements = {
  '1) Hardened Multi-stage Dockerfile': [
    met(
      'non-root',
      'runs as no root, on a read-only root file system',
      prod(DEPLOYMENT, `${POD}.securityContext.runAsNonRoot`, true),
      prod(DEPLOYMENT, `${CHECKS}.readOnlyRootFilesystem`, true),
    ),
    deviating(
      met('pinned', 'pinned', prod(DEPLOYMENT, `${CONTAINER}.image`, 'ghcr.io/acme/slack-assistant:1.0.0')),
      'digests, and no image',
      'a version tag until an image is built; tags that move are refused, and the setting takes a digest as well',
    ),
    unmet('image-size', 'a small base, its size on record, nothing of development in it', IMAGE),
  ],
  '2) Helm Chart: App Skeleton': [
    deviating(
      met(
        'objects',
        'Deployment, Service, entry, configuration, secrets and autoscaler',
        prod(DEPLOYMENT, '.kind', 'Deployment'),
        prod('Service/slack-assistant', '.spec.type', 'ClusterIP'),
        prod(ROUTE, '.spec.hostnames', ['slack-assistant.example.com']),
        prod(SECRET, '.spec.target.name', 'slack-assistant-secrets'),
        prod(AUTOSCALER, '.spec.scaleTargetRef.name', 'slack-assistant'),
      ),
      'a Helm chart with Ingress, ConfigMap and Secret',
      'constructs and settings take the place of templates and values; the entry is a Gateway of the mesh, the few settings are variables of the pod, and an ExternalSecret fills the Secret',
    ),
    met(
      'configurable-size',
      'requests and limits by setting',
      prod(DEPLOYMENT, `${CONTAINER}.resources.requests`, { cpu: '500m', memory: '512Mi' }),
      dev(DEPLOYMENT, `${CONTAINER}.resources.requests`, { cpu: '250m', memory: '256Mi' }),
    ),
    met(
      'variables',
      'variables by setting',
      prod(DEPLOYMENT, variable('LOG_LEVEL'), 'info'),
      dev(DEPLOYMENT, variable('LOG_LEVEL'), 'debug'),
    ),
    deviating(
      met(
        'tls',
        'TLS by cert-manager at the entry',
        prod(CERTIFICATE, '.spec.dnsNames', ['slack-assistant.example.com']),
        prod('ListenerSet/slack-assistant', '.spec.listeners[0].tls.mode', 'Terminate'),
        prod('ListenerSet/slack-assistant', '.spec.listeners[0].protocol', 'HTTPS'),
      ),
      'annotations of an Ingress',
      'the Certificate is an object of its own beside the listener, so that its key and lifetime are told',
    ),
    met(
      'issuer',
      'the issuer is configurable, such as Let’s Encrypt',
      prod(CERTIFICATE, '.spec.issuerRef.name', 'letsencrypt'),
      dev('Certificate/slack-assistant.dev.example.com', '.spec.issuerRef.name', 'letsencrypt-staging'),
    ),
  ],
  '3) Kubernetes Deployment Hardening': [
    met('startup', 'a startup probe', prod(DEPLOYMENT, `${CONTAINER}.startupProbe.httpGet`, ask('/readyz'))),
    met('readiness', 'a readiness probe', prod(DEPLOYMENT, `${CONTAINER}.readinessProbe.httpGet`, ask('/readyz'))),
    met('liveness', 'a liveness probe', prod(DEPLOYMENT, `${CONTAINER}.livenessProbe.httpGet`, ask('/livez'))),
    met('drains', 'a disruption budget', prod('PodDisruptionBudget/slack-assistant', '.spec.maxUnavailable', 1)),
    met('capabilities', 'capabilities are dropped', prod(DEPLOYMENT, `${CHECKS}.capabilities.drop`, ['ALL'])),
    deviating(
      met(
        'limits',
        'requests and limits',
        prod(DEPLOYMENT, `${CONTAINER}.resources`, {
          requests: { cpu: '500m', memory: '512Mi' },
          limits: { memory: '512Mi' },
        }),
      ),
      'limits, without amounts',
      'memory has a limit; CPU has none, which would only slow a pod down while the node is idle',
    ),
    met('default-deny', 'default deny', prod('NetworkPolicy/default-deny', '.spec.policyTypes', ['Ingress', 'Egress'])),
    deviating(
      met(
        'egress',
        'out to Slack and the database alone',
        prod('CiliumNetworkPolicy/slack-assistant-hosts', '.spec.egress[*].toFQDNs[*].matchName', [
          'slack.com',
          'hooks.slack.com',
        ]),
        prod(POLICY, '.spec.egress[0].to', [{ ipBlock: { cidr: '10.30.64.0/20' } }]),
        prod(POLICY, '.spec.egress[*].ports[*].port', [5432, 15012]),
      ),
      'nothing of DNS and the mesh',
      'names are resolved by way of the proxy of Cilium, which learns from it what slack.com is; the proxy of each pod asks its control plane',
    ),
    met(
      'zones',
      'pods are spread',
      prod(DEPLOYMENT, `${POD}.topologySpreadConstraints[*].topologyKey`, [
        'topology.kubernetes.io/zone',
        'kubernetes.io/hostname',
      ]),
    ),
    met(
      'admission',
      'admission refuses pods that run as root or with capabilities',
      prod(NAMESPACE, label('pod-security.kubernetes.io/enforce'), 'restricted'),
    ),
    later('waf', 'WAF and protection from floods before the entry', LATER.cloud),
  ],
  '4) External Secrets + Workload Identity': [
    met(
      'identity',
      'a service account that is bound to a role of the cloud',
      prod(
        'ServiceAccount/slack-assistant-secrets',
        annotation('eks.amazonaws.com/role-arn'),
        'arn:aws:iam::123456789012:role/prod-slack-assistant-secrets',
      ),
      prod(STORE, '.spec.provider.aws.auth.jwt.serviceAccountRef.name', 'slack-assistant-secrets'),
    ),
    met(
      'external-secrets',
      'SecretStore and ExternalSecret',
      prod(STORE, '.spec.provider.aws.service', 'SecretsManager'),
      prod(SECRET, '.spec.secretStoreRef.name', 'aws-secrets-manager'),
    ),
    met(
      'no-credentials',
      'no credentials in the repository',
      prod(SECRET, '.spec.data[*].secretKey', ['slack-bot-token', 'slack-signing-secret', 'database-url']),
    ),
  ],
  '5) Database Migration Job (Zero-downtime Friendly)': [
    met(
      'expand',
      'Alembic expands the schema before the pods that need it',
      prod(EXPAND, `${CONTAINER}.command`, alembic('workspace_id_expand')),
    ),
    met(
      'backfill',
      'it fills in what is there',
      prod(BACKFILL, `${CONTAINER}.command`, alembic('workspace_id_backfill')),
    ),
    met(
      'enforce',
      'it enforces one release later, when no old pod is left',
      dev('Job/slack-assistant-workspace-id-enforce', `${CONTAINER}.command`, alembic('workspace_id_enforce')),
    ),
    met(
      'hooks',
      'hooks of the deployment have the order',
      prod(EXPAND, HOOK, 'Sync'),
      prod(EXPAND, WAVE, '1'),
      prod(DEPLOYMENT, WAVE, '2'),
      prod(BACKFILL, WAVE, '3'),
    ),
    unmet(
      'guidance',
      'the phases are documented',
      'they are in docs/constructs/migration.md; an enforce that comes too early is refused at synthesis',
    ),
    application(
      'up-down',
      'migrations go up and down',
      'only one pod migrates at a time, as a user of the database of its own',
      prod(EXPAND, '.spec.podReplacementPolicy', 'Failed'),
      prod(
        'ExternalSecret/slack-assistant-workspace-id-expand-secrets',
        '.spec.data[0].remoteRef.key',
        'prod/slack-assistant/migrations',
      ),
    ),
  ],
} satisfies SectionRequirements;

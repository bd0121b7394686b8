import { check } from '../../src/checks';
import type { CheckInput, Finding } from '../../src/checks';

type Plain = Readonly<Record<string, unknown>>;
type Options = { readonly name?: string; readonly namespace?: string; readonly labels?: Plain };

/** An object as it would be rendered, at a construct path that reads like it. */
export function object(
  apiVersion: string,
  kind: string,
  { name = 'api', namespace = 'shop', labels }: Options,
  rest: Plain,
) {
  const metadata = { name, ...(namespace !== '' && { namespace }), ...(labels && { labels }) };
  return { path: `app/${name}/${kind}`, manifest: { apiVersion, kind, metadata, ...rest } };
}

/** A container that no rule has anything against. */
export const CONTAINER = {
  name: 'api',
  image: 'ghcr.io/acme/api:1.4.2',
  ports: [{ name: 'http', containerPort: 3000 }],
  resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { memory: '512Mi' } },
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  readinessProbe: { httpGet: { path: '/readyz', port: 'http' } },
};

/** The spec of a pod that no rule has anything against. */
export const POD = {
  automountServiceAccountToken: false,
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  topologySpreadConstraints: [{ topologyKey: 'kubernetes.io/hostname', maxSkew: 1 }],
  containers: [CONTAINER],
};

/** A Deployment of such pods, labelled `app: <name>`. */
export function deployment(
  options: Options & {
    readonly pod?: Plain;
    readonly spec?: Plain;
    readonly kind?: string;
    readonly apiVersion?: string;
  } = {},
) {
  const labels = options.labels ?? { app: options.name ?? 'api' };
  return object(
    options.apiVersion ?? 'apps/v1',
    options.kind ?? 'Deployment',
    { ...options, labels: undefined },
    {
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { ...POD, ...options.pod } },
        ...options.spec,
      },
    },
  );
}

/** A Deployment with its container changed. */
export function deploymentOf(container: Plain, pod: Plain = {}) {
  return deployment({ pod: { ...pod, containers: [{ ...CONTAINER, ...container }] } });
}

export function service(spec: Plain, options: Options = {}) {
  return object('v1', 'Service', options, {
    spec: { selector: { app: 'api' }, ports: [{ port: 80, targetPort: 'http' }], ...spec },
  });
}

export function autoscaler(spec: Plain, options: Options = {}) {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' };
  return object('autoscaling/v2', 'HorizontalPodAutoscaler', options, {
    spec: { scaleTargetRef, minReplicas: 3, maxReplicas: 10, ...spec },
  });
}

export function disruptionBudget(spec: Plain, options: Options = {}) {
  return object('policy/v1', 'PodDisruptionBudget', options, {
    spec: { unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: { app: 'api' } }, ...spec },
  });
}

export function namespaced(name: string, labels: Plain = {}) {
  return object('v1', 'Namespace', { name, namespace: '', labels }, {});
}

export function token(index: number): string {
  return `pulumi-output-0a1b2c-${String(index).padStart(8, '0')}-x`;
}

/** What one rule finds, without what all findings share. */
export function found(
  rule: string,
  objects: CheckInput['objects'],
  capabilities?: CheckInput['capabilities'],
): Finding[] {
  return check({ objects, ...(capabilities && { capabilities }) }).filter((finding) => finding.rule === rule);
}

/** The messages of what one rule finds. */
export function messages(rule: string, ...objects: CheckInput['objects']): string[] {
  return found(rule, objects).map(({ message }) => message);
}

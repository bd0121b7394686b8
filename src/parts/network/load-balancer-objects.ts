import type { Construct } from 'constructs';
import type { LoadBalancerEntry } from '../../core/entry';
import { LOAD_BALANCER_HEADERS } from '../../core/entry-needs';
import { entryHeaders, EXPOSURE_DEFAULTS } from '../../core/exposure';
import { secondsOf } from '../../core/whole-seconds';
import { Ingress } from '../../kinds/networking';
import type { EntryObjects, EntryPlan } from './entry-plan';
import { ingressRules } from './ingress-rules';

const DEFAULTS = {
  className: 'alb',
  scheme: 'internal',
  tlsPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
} as const;

/**
 * An Ingress that the AWS Load Balancer Controller makes a load balancer of. It sends to pods directly, so that its own
 * health checks and stickiness are about pods.
 */
export function loadBalancerObjects(scope: Construct, entry: LoadBalancerEntry, plan: EntryPlan): EntryObjects {
  const { workload } = plan;
  const route = new Ingress(scope, 'Ingress', {
    metadata: {
      name: workload.name,
      namespace: workload.namespace,
      labels: { ...workload.labels },
      annotations: Object.fromEntries(
        Object.entries(annotations(entry, plan)).map(([name, value]) => [`alb.ingress.kubernetes.io/${name}`, value]),
      ),
    },
    spec: { ingressClassName: entry.className ?? DEFAULTS.className, rules: ingressRules(plan) },
  });
  return { route, certificates: [], policies: [] };
}

/**
 * An exposure in the annotations of the AWS Load Balancer Controller.
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/
 */
function annotations(
  entry: LoadBalancerEntry,
  { exposure, healthPath, deregistration }: EntryPlan,
): Record<string, string> {
  const { timeout = EXPOSURE_DEFAULTS.timeout, allowFrom, sticky } = exposure;
  const headers = [...entryHeaders(exposure)].flatMap(([name, value]) => {
    const attribute = LOAD_BALANCER_HEADERS[name.toLowerCase()];
    return attribute === undefined ? [] : [`${attribute}=${value}`];
  });
  return {
    scheme: entry.scheme ?? DEFAULTS.scheme,
    'target-type': 'ip',
    'listen-ports': '[{"HTTP": 80}, {"HTTPS": 443}]',
    'ssl-redirect': '443',
    'ssl-policy': entry.tlsPolicy ?? DEFAULTS.tlsPolicy,
    ...(entry.certificates && { 'certificate-arn': entry.certificates.join(',') }),
    'healthcheck-path': healthPath,
    'load-balancer-attributes': `idle_timeout.timeout_seconds=${secondsOf(timeout)},routing.http.drop_invalid_header_fields.enabled=true`,
    ...(headers.length > 0 && { 'listener-attributes.HTTPS-443': headers.join(',') }),
    'target-group-attributes': [
      // a pod that leaves has that long for the requests that it was given
      `deregistration_delay.timeout_seconds=${secondsOf(deregistration ?? timeout)}`,
      ...(sticky
        ? [
            'stickiness.enabled=true',
            'stickiness.type=lb_cookie',
            `stickiness.lb_cookie.duration_seconds=${secondsOf(sticky.lifetime)}`,
          ]
        : []),
    ].join(','),
    ...(allowFrom && { 'inbound-cidrs': allowFrom.join(',') }),
    ...(entry.webAcl !== undefined && { 'wafv2-acl-arn': entry.webAcl }),
  };
}

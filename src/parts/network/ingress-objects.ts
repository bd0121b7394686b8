import type { Construct } from 'constructs';
import type { IngressEntry } from '../../core/entry';
import { entryHeaders, EXPOSURE_DEFAULTS, type Exposure } from '../../core/exposure';
import { hostSecretName } from '../../core/host-name';
import { secondsOf } from '../../core/whole-seconds';
import { Ingress } from '../../kinds/networking';
import { certificatesOf, type EntryObjects, type EntryPlan, type ExposedHost } from './entry-plan';
import { hostCertificates } from './host-certificates';
import { ingressRules } from './ingress-rules';

const PERIOD = { second: '1s', minute: '1m', hour: '1h' } as const;

/** An Ingress for the controller of HAProxy, which reads what Ingresses have no fields for from annotations. */
export function ingressObjects(scope: Construct, entry: IngressEntry, plan: EntryPlan): EntryObjects {
  const { workload, exposure, hosts } = plan;
  const certified = hostCertificates(scope, certificatesOf(plan, entry));
  const route = new Ingress(scope, 'Ingress', {
    metadata: {
      name: workload.name,
      namespace: workload.namespace,
      labels: { ...workload.labels },
      annotations: haproxyAnnotations(exposure),
    },
    spec: {
      ingressClassName: entry.className,
      tls: hosts.map(({ host }: ExposedHost) => ({ hosts: [host], secretName: hostSecretName(host) })),
      rules: ingressRules(plan),
    },
  });
  return { route, ...certified };
}

/**
 * An exposure in the annotations of HAProxy's controller.
 * @see https://github.com/haproxytech/kubernetes-ingress/blob/master/documentation/annotations.md
 */
function haproxyAnnotations(exposure: Exposure): Record<string, string> {
  const { timeout = EXPOSURE_DEFAULTS.timeout, rateLimit, allowFrom } = exposure;
  const headers = [...entryHeaders(exposure)].map(([name, value]) => `${name} ${headerValue(value)}`);
  return {
    'haproxy.org/ssl-redirect': 'true',
    'haproxy.org/ssl-redirect-code': '301',
    'haproxy.org/timeout-server': `${secondsOf(timeout)}s`,
    ...(headers.length > 0 && { 'haproxy.org/response-set-header': `${headers.join('\n')}\n` }),
    ...(rateLimit && {
      'haproxy.org/rate-limit-requests': String(rateLimit.requests),
      'haproxy.org/rate-limit-period': PERIOD[rateLimit.per],
      'haproxy.org/rate-limit-status-code': '429',
    }),
    ...(allowFrom && { 'haproxy.org/allow-list': allowFrom.join(',') }),
  };
}

/** A value in quotes. It is a format for HAProxy, in which '%' starts a variable. */
function headerValue(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&').replaceAll('%', '%%')}"`;
}

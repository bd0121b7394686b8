import { hasToken } from '../token';
import { asList, asText, dataAt, textsAt, valueAt } from '../data';
import type { Data } from '../data';
import { deployment, object, service, shop } from '../examples';
import type { RenderedObject } from '../rendered-object';
import { ofKinds } from '../look';
import type { Rule } from '../rule';

const example = (tls: readonly Data[]) =>
  shop([
    deployment(),
    service(),
    object('networking.k8s.io/v1 Ingress', 'api', {
      spec: {
        ingressClassName: 'public',
        tls,
        rules: [
          {
            host: 'api.example.com',
            http: {
              paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'api', port: { name: 'http' } } } }],
            },
          },
        ],
      },
    }),
  ]);

/** Annotations by which a cloud's load balancer takes its certificates. */
const CERTIFICATES = [
  'alb.ingress.kubernetes.io/certificate-arn',
  'alb.ingress.kubernetes.io/listen-ports',
  'ingress.gcp.kubernetes.io/pre-shared-cert',
  'networking.gke.io/managed-certificates',
  'appgw.ingress.kubernetes.io/appgw-ssl-certificate',
];

/** Hosts that are reached in clear. */
export const ingressWithoutTls: Rule = {
  id: 'ingress-without-tls',
  title: 'An Ingress has a certificate for each of its hosts.',
  why: 'Passwords and sessions cross the network in clear, and whoever is on the way reads and changes them.',
  fix: 'name the host in spec.tls, with the Secret that cert-manager or you fill',
  severity: 'warning',
  bad: () => example([]),
  good: () => example([{ hosts: ['api.example.com'] }]),
  check: ofKinds(['networking.k8s.io Ingress'], (at) => {
    const hosts = uncovered(at);
    return hosts.length === 0 ? [] : [{ at, message: `serves ${hosts.join(', ')} without TLS` }];
  }),
};

function uncovered({ manifest, spec }: RenderedObject): string[] {
  const annotations = valueAt(manifest, 'metadata', 'annotations');
  if (hasToken(annotations) || hasToken(spec['tls'])) return [];
  if (CERTIFICATES.some((name) => name in dataAt(manifest, 'metadata', 'annotations'))) return [];
  const tls = asList(spec['tls']);
  const covered = tls.flatMap((entry) => textsAt(entry, 'hosts'));
  // an entry without hosts is for all that no other names
  if (tls.some((entry) => textsAt(entry, 'hosts').length === 0) || covered.some(hasToken)) return [];
  const hosts = asList(spec['rules']).map((rule) => asText(rule['host']) ?? 'every host');
  return [...new Set(hosts)].filter((host) => !hasToken(host) && !covered.some((name) => covers(name, host)));
}

/** `*.example.com` is for one label in place of the star. */
function covers(name: string, host: string): boolean {
  return name === host || (name.startsWith('*.') && host.slice(host.indexOf('.')) === name.slice(1));
}

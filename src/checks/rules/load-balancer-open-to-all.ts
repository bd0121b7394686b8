import { hasToken } from '../token';
import { asText, shown, valueAt } from '../data';
import type { Data } from '../data';
import { deployment, service, shop } from '../examples';
import { ofKinds } from '../look';
import type { Rule } from '../rule';

const example = (spec: Data) => shop([deployment(), service({ type: 'LoadBalancer', ...spec })]);

const AWS = 'service.beta.kubernetes.io/aws-load-balancer';
/** Annotations that say where a load balancer listens, and the values that mean the internet. */
const SCHEMES: Readonly<Record<string, RegExp>> = {
  [`${AWS}-scheme`]: /^internet-facing$/i,
  [`${AWS}-internal`]: /^false$/i,
  'networking.gke.io/load-balancer-type': /^external$/i,
  'cloud.google.com/load-balancer-type': /^external$/i,
  'service.beta.kubernetes.io/azure-load-balancer-internal': /^false$/i,
};
const RANGES = [`${AWS}-source-ranges`, 'service.beta.kubernetes.io/load-balancer-source-ranges'];

/** Load balancers that everybody reaches by default. */
export const loadBalancerOpenToAll: Rule = {
  id: 'load-balancer-open-to-all',
  title: 'A Service with a public load balancer says who may connect.',
  why: 'In most clouds a load balancer stands on the internet unless it is told otherwise: an internal tool is public from its first day.',
  fix: "write loadBalancerSourceRanges (['0.0.0.0/0'] where everybody is meant), or the cloud's annotation for an internal one",
  severity: 'warning',
  bad: () => example({}),
  good: () => example({ loadBalancerSourceRanges: ['203.0.113.0/24'] }),
  check: ofKinds([' Service'], (at) => {
    const { spec, manifest, annotations } = at;
    if (asText(spec['type']) !== 'LoadBalancer') return [];
    const isLate = hasToken(valueAt(manifest, 'metadata', 'annotations'));
    if (isLate || !isPublic(spec, annotations) || isNarrowed(spec, annotations)) return [];
    return [{ at, message: 'has a load balancer without source ranges' }];
  }),
};

/** What another controller makes of it is not known. */
function isPublic(spec: Data, annotations: Data): boolean {
  const said = Object.keys(SCHEMES).filter((name) => annotations[name] !== undefined);
  if (said.length > 0) return said.every((name) => SCHEMES[name]?.test(shown(annotations[name])));
  return spec['loadBalancerClass'] === undefined;
}

function isNarrowed(spec: Data, annotations: Data): boolean {
  const written = spec['loadBalancerSourceRanges'];
  return (
    hasToken(written) || (Array.isArray(written) && written.length > 0) || RANGES.some((name) => name in annotations)
  );
}

import { CERTIFICATE_TERMS_SHAPE, certificateTermsRefusals } from '../core/certificate-terms';
import type { GatewayEntry } from '../core/entry';
import { dnsLabelRefusal, dnsSubdomainRefusal } from '../core/names';
import type { Refusal } from '../core/refusal';
import { list, number, optional, text, type Shapes } from '../core/shape';
import type { EntryGatewayProps } from './entry-gateway-props';

/** What the props of a Gateway must be before they are read. */
export const ENTRY_GATEWAY_SHAPES: Shapes = {
  entry: optional(text),
  className: text,
  namespaces: list(text),
  certificate: optional(CERTIFICATE_TERMS_SHAPE),
  certificateNamespace: optional(text),
  trustedProxies: optional(number),
};

/** What is wrong when the environment has no such Gateway. */
export function noGateway(name: string): Refusal {
  return {
    prop: 'entry',
    value: name,
    problem: 'is no Gateway of the environment',
    allowed: 'an entry of kind gateway',
    fix: 'declare it in capabilities.entries',
  };
}

/** Most listeners of a Gateway, with that of plain HTTP. */
const MOST_LISTENERS = 64;

/** What is wrong with the props of a Gateway by themselves. */
export function gatewayRefusals(props: EntryGatewayProps): Refusal[] {
  const { className, namespaces, certificate, certificateNamespace, trustedProxies = 0 } = props;
  const refusals = [
    dnsSubdomainRefusal('className', className),
    ...namespaces.map((namespace, index) => dnsLabelRefusal(`namespaces[${index}]`, namespace)),
    certificateNamespace === undefined ? undefined : dnsLabelRefusal('certificateNamespace', certificateNamespace),
    ...(certificate === undefined ? [] : certificateTermsRefusals('certificate', certificate)),
    namespaces.length > 0
      ? undefined
      : {
          prop: 'namespaces',
          problem: 'is empty, so nothing could be exposed',
          allowed: 'one namespace or more',
          fix: 'name those of the services',
        },
    Number.isInteger(trustedProxies) && trustedProxies >= 0
      ? undefined
      : {
          prop: 'trustedProxies',
          value: trustedProxies,
          problem: 'is no number of proxies',
          allowed: 'a whole number from 0',
          fix: 'count the load balancers before the Gateway that add to X-Forwarded-For',
        },
  ];
  return refusals.filter((refusal) => refusal !== undefined);
}

/** What is wrong with a Gateway beside its entry. */
export function gatewayEntryRefusals({ trustedProxies = 0 }: EntryGatewayProps, entry: GatewayEntry): Refusal[] {
  const { hosts = [], issuer, implementation } = entry;
  const refusals: Refusal[] = [];
  if (hosts.length >= MOST_LISTENERS)
    refusals.push({
      prop: "the entry's hosts",
      problem: `are ${hosts.length}`,
      allowed: `at most ${MOST_LISTENERS - 1}`,
      fix: 'join some by a wildcard, or declare a second entry',
    });
  if (hosts.length > 0 && !issuer)
    refusals.push({
      prop: "the entry's hosts",
      problem: 'have nobody who signs their certificates',
      allowed: 'an issuer',
      fix: 'name one in the entry',
    });
  if (trustedProxies > 0 && implementation === undefined)
    refusals.push({
      prop: 'trustedProxies',
      value: trustedProxies,
      problem: 'is nothing that the Gateway API has a field for',
      allowed: "an entry with implementation 'envoy-gateway' or 'istio'",
      fix: 'name the implementation in the entry, or leave it out and configure it there',
    });
  return refusals;
}

import type { EndpointProps } from 'seaworthy';
import { field, type SettingsOf } from 'seaworthy/settings';

/** Labels by which pods are found. At least one: none would mean every pod of the namespace. */
const podLabels = field.record(
  field.string({
    pattern: {
      matches: /^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/,
      means: "letters, digits, '-', '_' and '.', at most 63",
    },
    example: 'api',
  }),
  {
    names: {
      matches: /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/,
      means: 'keys of labels, such as app.kubernetes.io/name',
    },
  },
);

/** Setting: a data store, as pods in the cluster or as a managed service outside of it. */
export const endpointField = () =>
  field.oneShape('location', {
    cluster: field.group({
      host: field.dnsName().describe('Name of its Service'),
      namespace: field.dnsLabel().describe('Namespace of its pods'),
      podLabels: podLabels.describe('Labels of its pods'),
      port: field.port(),
    }),
    managed: field.group({
      host: field.dnsName().describe('Host name that clients connect to'),
      cidrs: field.list(field.cidr(), { min: 1, unique: true }).describe('Subnets that it lives in'),
      port: field.port(),
    }),
  });

type EndpointSettings = SettingsOf<ReturnType<typeof endpointField>>;

/** The data store that settings describe. */
export function endpointOf(name: string, { location: _location, ...endpoint }: EndpointSettings): EndpointProps {
  return { name, ...endpoint };
}

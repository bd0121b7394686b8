import { fieldsOf } from '../requirement';

export { CONTAINER, HTTPS, LISTEN_PORTS, POD, use } from '../rendered-paths';

/** Fields of prod. */
export const prod = fieldsOf('prod');
export const PUBLISHER = 'news-engine-publisher';
export const ANALYTICS = 'news-engine-analytics';
export const NAMESPACE = 'Namespace/news-engine';
export const INGRESS = `Ingress/${PUBLISHER}`;
export const PROCESS = 'what people do, not what is deployed';
export const PIPELINE = 'the pipeline of the application: before anything is deployed';
export const INSTRUMENTED = 'code of the services';

/** The same field of an object of each service. */
export const ofEach =
  (kind: string, suffix = '') =>
  (path: string, value: unknown) => {
    const of = (name: string) => prod(`${kind}/${name}${suffix}`, path, value);
    return [of(PUBLISHER), of(ANALYTICS)] as const;
  };
export const each = ofEach('Deployment');
export const scales = ofEach('HorizontalPodAutoscaler');
export const secrets = ofEach('ExternalSecret', '-secrets');
export const accounts = ofEach('ServiceAccount');

/** What a service may call: TCP 5432 of the database's subnets, and name resolution. Nothing else. */
export const OUT = [
  { to: [{ ipBlock: { cidr: '10.30.96.0/20' } }], ports: [{ protocol: 'TCP', port: 5432 }] },
  {
    to: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
        podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
      },
    ],
    ports: [
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ],
  },
];

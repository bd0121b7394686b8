import { fieldsOf } from '../requirement';

export { CONTAINER, HTTPS, LISTEN_PORTS, POD, use } from '../rendered-paths';

/** Fields of prod. */
export const prod = fieldsOf('prod');
export const API = 'Deployment/mimir-api';
export const SECRET = 'ExternalSecret/mimir-api-secrets';
export const NAMESPACE = 'Namespace/mimir';
export const PROCESS = 'what people do, not what is deployed';
export const IMAGE = 'how images are built, not how they run';
export const LISTS = 'files of another project; what they hold stands under its own section';
export const TEXT = 'a summary without a criterion of its own';

/** The same field of an object of each service. */
export const ofEach = (kind: string) => (path: string, value: unknown) => {
  const of = (name: string) => prod(`${kind}/${name}`, path, value);
  return [of('mimir-api'), of('mimir-web'), of('mimir-worker')] as const;
};
export const each = ofEach('Deployment');
export const scales = ofEach('HorizontalPodAutoscaler');
export const advises = ofEach('VerticalPodAutoscaler');

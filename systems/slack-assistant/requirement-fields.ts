import { CONTAINER, POD } from '../rendered-paths';
import { fieldsOf } from '../requirement';

export { CONTAINER, POD };

export const dev = fieldsOf('dev');
export const staging = fieldsOf('staging');
export const prod = fieldsOf('prod');

export const NAME = 'slack-assistant';
export const DEPLOYMENT = `Deployment/${NAME}`;
export const AUTOSCALER = `HorizontalPodAutoscaler/${NAME}`;
export const POLICY = `NetworkPolicy/${NAME}`;
export const SECRET = `ExternalSecret/${NAME}-secrets`;
export const STORE = 'SecretStore/aws-secrets-manager';
export const NAMESPACE = `Namespace/${NAME}`;

export const PROCESS = 'what people do, not what is deployed';
export const IMAGE = 'how images are built, not how they run';
export const PIPELINE = 'steps of the pipeline of the application';

/** Where a variable of the container has its value. */
export const variable = (name: string) => `${CONTAINER}.env[?(@.name=='${name}')].value`;
/** Where an object has an annotation or a label. */
export const annotation = (key: string) => `.metadata.annotations['${key}']`;
export const label = (key: string) => `.metadata.labels['${key}']`;
